/* What the film is, as the server declares it (generated.ts), under the names the page uses. */
import type { JobLine, MadeCut, ProjectDocument, ProjectLine } from "./generated";

export type { LyricLine, Section, Shot, ShotStatus, Song, Version } from "./generated";
export type { SceneLine as Scene } from "./generated";

export type Job = JobLine;
export type Cut = MadeCut;
export type Project = ProjectDocument;
export type ProjectSummary = ProjectLine;
