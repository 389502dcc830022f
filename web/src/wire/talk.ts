/* What is said: threads, messages, tool calls, approvals, as the server sends them. */
import type { Block } from "./blocks";

export type CallState = "running" | "done" | "failed";

export interface ToolCall {
  call_id: string;
  tool: string;
  args?: Record<string, unknown>;
  state: CallState;
  text: string;
  blocks: Block[];
}

export interface Attached {
  media_id: string;
  content_type: string;
  name: string;
}

export interface Message {
  id: string;
  role: "person" | "miri";
  author?: string;
  text: string;
  blocks: Block[];
  media: Attached[];
  ts: string | number;
  turn_id: string | null;
  tools: ToolCall[];
}

export type ApprovalStatus = "pending" | "approved" | "declined" | "expired" | "superseded" | "used";

export interface Approval {
  id: string;
  thread_id?: string | null;
  title: string;
  lines: string[];
  total_micros: number;
  status: ApprovalStatus;
  expires?: string | number | null;
}

export interface ThreadSummary {
  id: string;
  title: string;
  archived: boolean;
  running: boolean;
  updated?: string | number;
}

export interface ThreadDocument extends ThreadSummary {
  project_id: string;
  seq: number;
  messages: Message[];
  partial: { turn_id: string; message_id: string; text: string } | null;
  pending: Approval[];
}

export interface ToolSpec {
  name: string;
  craft: string;
  summary: string;
  permission: string;
  parameters: { properties?: Record<string, { description?: string }>; required?: string[] };
  examples?: unknown[];
}
