/* Everything the page knows of one project, and the reducer that folds events into it. Pure. */
import type { WireEvent } from "../wire/events";
import type { Project } from "../wire/project";
import type { ApprovalStatus, ThreadSummary } from "../wire/talk";
import { applyToTalk, type Talk } from "./talk";

export interface Progress {
  done: number;
  total: number;
  phase?: string;
}

export interface Film {
  projectId: string | null;
  project: Project | null;
  /** The last stored event seen; older ones are dropped. */
  seq: number;
  /** Grows whenever the project document is out of date. */
  stale: number;
  threads: ThreadSummary[];
  threadId: string | null;
  talks: Record<string, Talk>;
  unread: Record<string, true>;
  /** Progress by tool call id and by job id. */
  progress: Record<string, Progress>;
  decisions: Record<string, ApprovalStatus>;
}

export const emptyFilm: Film = {
  projectId: null,
  project: null,
  seq: 0,
  stale: 0,
  threads: [],
  threadId: null,
  talks: {},
  unread: {},
  progress: {},
  decisions: {},
};

const CHANGES_PROJECT = new Set([
  "PROJECT_UPDATED",
  "SHOT_UPDATED",
  "VERSION_READY",
  "VERSION_UPDATED",
  "JOB_UPDATED",
  "CUT_MADE",
  "CUT_READY",
  "APPROVAL_REQUESTED",
  "APPROVAL_DECIDED",
]);

/** The server's word for a decision, whatever its tense. */
export function readDecision(word: string): ApprovalStatus {
  if (/^(approve|used)/i.test(word)) return "approved";
  return /^(expire|supersede)/i.test(word) ? "expired" : "declined";
}

function markThread(threads: ThreadSummary[], id: string, change: Partial<ThreadSummary>): ThreadSummary[] {
  const at = threads.findIndex((thread) => thread.id === id);
  if (at < 0) return [...threads, { id, title: "", archived: false, running: false, updated: 0, ...change }];
  return threads.with(at, { ...threads[at]!, ...change });
}

function inThread(film: Film, id: string, event: WireEvent): Film {
  const talk = film.talks[id];
  const talks = talk ? { ...film.talks, [id]: applyToTalk(talk, event) } : film.talks;
  const spoken = event.type === "TEXT_MESSAGE_END" && id !== film.threadId;
  const unread = spoken ? { ...film.unread, [id]: true as const } : film.unread;
  return { ...film, talks, unread };
}

function progressOf(film: Film, event: WireEvent): Film["progress"] {
  if (event.type !== "TOOL_CALL_PROGRESS" && event.type !== "RENDER_PROGRESS") return film.progress;
  const { call_id, job_id, done, total, phase } = event.data;
  const now = { done, total, phase };
  return { ...film.progress, [job_id]: now, ...(call_id ? { [call_id]: now } : {}) };
}

function inProject(film: Film, event: WireEvent): Film {
  switch (event.type) {
    case "RUN_STARTED":
    case "RUN_FINISHED":
      if (!event.thread_id) return film;
      return {
        ...film,
        threads: markThread(film.threads, event.thread_id, { running: event.type === "RUN_STARTED" }),
      };
    case "THREAD_UPDATED":
      return { ...film, threads: markThread(film.threads, event.data.thread.id, event.data.thread) };
    case "APPROVAL_DECIDED": {
      const { approval_id, decision } = event.data;
      return { ...film, decisions: { ...film.decisions, [approval_id]: readDecision(decision) } };
    }
    default:
      return film;
  }
}

/** The film after one event; the same object when the event was seen before or is another project's. */
export function applyEvent(film: Film, event: WireEvent): Film {
  if (event.project_id !== film.projectId) return film;
  if (event.seq !== null && event.seq <= film.seq) return film;
  let next: Film = { ...film, seq: event.seq ?? film.seq };
  if (event.thread_id) next = inThread(next, event.thread_id, event);
  next = inProject(next, event);
  const progress = progressOf(next, event);
  const stale = CHANGES_PROJECT.has(event.type) ? next.stale + 1 : next.stale;
  return { ...next, progress, stale };
}
