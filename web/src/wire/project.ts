/* What the film is: the project document, as far as the page looks at it. */
import type { Approval, ThreadSummary } from "./talk";

export interface Section {
  id: string;
  label: string;
  start_frame: number;
  end_frame: number;
  energy?: number;
}

export interface LyricLine {
  text: string;
  start_frame: number;
  end_frame: number;
}

export interface Song {
  media_id: string;
  name?: string;
  frames: number;
  analysed?: boolean;
  tempo_millibpm?: number;
  sections?: Section[];
  beats?: { frame: number; downbeat: boolean }[];
  lyrics?: LyricLine[];
  peaks?: number[];
}

export interface Scene {
  id: string;
  number: number;
  title: string;
  start_frame: number;
  end_frame: number;
  shot_ids: string[];
}

export type ShotStatus =
  | "DRAFT"
  | "GENERATING_IMAGE"
  | "AWAITING_APPROVAL"
  | "REFINING"
  | "GENERATING_VIDEO"
  | "COMPLETED"
  | "FAILED";

export interface Shot {
  id: string;
  number: number;
  scene_id?: string | null;
  start_frame: number;
  end_frame: number;
  status: ShotStatus;
  locked?: boolean;
  description?: string;
  motion?: string;
  camera?: { move?: string; framing?: string; angle?: string };
  selected?: { still?: string | null; end_still?: string | null; clip?: string | null };
}

export interface Version {
  id: string;
  target_id: string;
  kind: "still" | "end_still" | "clip" | string;
  number: number;
  status: string;
  media_id?: string | null;
  provider?: string;
}

export interface Job {
  id: string;
  kind: string;
  state: string;
  target_id?: string | null;
  call_id?: string | null;
  label?: string;
  done?: number | null;
  total?: number | null;
  error?: string | null;
}

export interface Cut {
  id: string;
  number: number;
  kind: "preview" | "final";
  media_id?: string | null;
  frames: number;
  width?: number;
  height?: number;
}

export interface Project {
  id: string;
  name: string;
  seq: number;
  language: "en" | "he";
  fps: number | string;
  width?: number;
  height?: number;
  status?: string;
  song?: Song | null;
  scenes?: Scene[];
  shots?: Shot[];
  versions?: Version[];
  jobs?: Job[];
  cuts?: Cut[];
  approvals?: Approval[];
  threads?: ThreadSummary[];
  budget?: { limit_micros: number; reserved_micros: number; spent_micros: number } | null;
}

export interface ProjectSummary {
  id: string;
  name: string;
  status?: string;
  seq: number;
  updated?: string | number;
  thumbnail_media_id?: string | null;
}
