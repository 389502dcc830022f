/* Events and messages as the server sends them, short to write. */
import type { EventType, WireEvent } from "../src/wire/events";
import type { EventData } from "../src/wire/generated";
import type { Message, ThreadDocument, ToolCall } from "../src/wire/talk";

export const PROJECT = "project_1";
export const THREAD = "thread_1";

export function event<T extends EventType>(
  seq: number | null,
  type: T,
  data: Partial<EventData[T]>,
  more: { thread?: string | null; turn?: string | null; project?: string } = {},
): WireEvent {
  const { thread = THREAD, turn = "turn_1", project = PROJECT } = more;
  return { v: 1, seq, project_id: project, thread_id: thread, turn_id: turn, ts: 0, type, data } as unknown as WireEvent;
}

export function message(id: string, more: Partial<Message> = {}): Message {
  return { id, role: "miri", author: "Miri", text: id, blocks: [], media: [], ts: 0, turn_id: "turn_1", tools: [], ...more };
}

export function call(id: string, more: Partial<ToolCall> = {}): ToolCall {
  return { call_id: id, tool: "plan_shots", args: {}, state: "done", text: "", blocks: [], ...more };
}

export function thread(more: Partial<ThreadDocument> = {}): ThreadDocument {
  return {
    id: THREAD,
    project_id: PROJECT,
    title: "",
    archived: false,
    running: false,
    seq: 0,
    messages: [],
    partial: null,
    pending: [],
    ...more,
  };
}
