/* The one event envelope, and what each type carries. `seq` null: sent once, never stored. */
import type { Block } from "./blocks";
import type { Job } from "./project";
import type { Approval, Message, ThreadSummary } from "./talk";

interface Payloads {
  MESSAGE_POSTED: { message: Message };
  RUN_STARTED: object;
  TEXT_MESSAGE_START: { message_id: string };
  TEXT_MESSAGE_CONTENT: { message_id: string; delta: string; whole?: boolean };
  TEXT_MESSAGE_END: { message: Message };
  TOOL_CALL_START: { call_id: string; tool: string; args?: Record<string, unknown> };
  TOOL_CALL_PROGRESS: { call_id: string; job_id?: string | null; done: number; total: number; phase?: string };
  TOOL_CALL_RESULT: { call_id: string; tool: string; state: "done" | "failed"; text: string; blocks: Block[] };
  RUN_FINISHED: { status: "DONE" | "STOPPED" | "FAILED"; message?: string };
  APPROVAL_REQUESTED: { approval: Approval };
  APPROVAL_DECIDED: { approval_id: string; decision: string };
  PROJECT_UPDATED: { changed?: string[] };
  SHOT_UPDATED: { shot_ids?: string[] };
  VERSION_READY: { version?: unknown };
  VERSION_UPDATED: { version_id?: string };
  JOB_UPDATED: { job?: Job };
  RENDER_PROGRESS: { job_id: string; cut_id?: string; done: number; total: number; seconds_left?: number | null };
  CUT_MADE: { cut?: unknown };
  CUT_READY: { cut?: unknown };
  THREAD_UPDATED: { thread: Pick<ThreadSummary, "id"> & Partial<ThreadSummary> };
}

export type EventType = keyof Payloads;

type Envelope<T extends EventType> = {
  v: 1;
  seq: number | null;
  project_id: string;
  thread_id: string | null;
  turn_id: string | null;
  ts?: string | number;
  type: T;
  data: Payloads[T];
};

export type WireEvent = { [T in EventType]: Envelope<T> }[EventType];
