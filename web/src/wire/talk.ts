/* What is said: threads, messages, tool calls, approvals, as the server declares them (generated.ts). */
import type { ApprovalLine, ApprovalStatus as Status, ThreadLine, ToolCall, ToolLine } from "./generated";

export type { Attached, Message, ThreadDocument, ToolCall } from "./generated";

export type CallState = ToolCall["state"];
export type Approval = ApprovalLine;
/** `approved` is the page's own word for a yes that was just given. */
export type ApprovalStatus = Status | "approved";
export type ThreadSummary = ThreadLine;

export interface ToolSpec extends ToolLine {
  /** A JSON schema; of it the page reads this much. */
  parameters: { properties?: Record<string, { description?: string }>; required?: string[] };
}
