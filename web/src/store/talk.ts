/* One thread as the page holds it, and how each event changes it. Pure; the whole of "chat" is here.
   `live` is what the running turn has shown so far; whole messages replace it as they arrive. */
import type { WireEvent } from "../wire/events";
import type { Approval, Message, ThreadDocument, ToolCall } from "../wire/talk";
import { byHand, finish, putCall, putResult, stream, takeMessage } from "./settle";

export type LiveItem =
  | { kind: "text"; turn: string | null; message: string; text: string }
  | { kind: "call"; turn: string | null; call: ToolCall };

export interface Outgoing {
  key: string;
  text: string;
  media: Message["media"];
  failed: string | null;
  /** The message's id, once the server has taken it. */
  id: string | null;
}

export interface Outcome {
  status: "STOPPED" | "FAILED";
  message: string;
}

export interface Talk {
  loading: boolean;
  queue: WireEvent[];
  seq: number;
  messages: Message[];
  live: LiveItem[];
  sending: Outgoing[];
  running: boolean;
  outcome: Outcome | null;
  pending: Approval[];
}

export const freshTalk: Talk = {
  loading: true,
  queue: [],
  seq: 0,
  messages: [],
  live: [],
  sending: [],
  running: false,
  outcome: null,
  pending: [],
};

/** A thread as read from the server, plus what arrived while it was being read. */
export function loadTalk(before: Talk, thread: ThreadDocument): Talk {
  const { partial } = thread;
  const loaded: Talk = {
    ...freshTalk,
    loading: false,
    seq: thread.seq,
    messages: thread.messages,
    live: partial
      ? [{ kind: "text", turn: partial.turn_id, message: partial.message_id, text: partial.text }]
      : [],
    sending: before.sending.filter((out) => out.failed !== null),
    running: thread.running,
    pending: thread.pending,
  };
  return before.queue.reduce(applyToTalk, loaded);
}

function decide(talk: Talk, id: string): Talk {
  return { ...talk, pending: talk.pending.filter((approval) => approval.id !== id) };
}

function request(talk: Talk, approval: Approval): Talk {
  return { ...talk, pending: [...decide(talk, approval.id).pending, approval] };
}

function change(talk: Talk, event: WireEvent): Talk {
  const turn = event.turn_id;
  switch (event.type) {
    case "MESSAGE_POSTED":
    case "TEXT_MESSAGE_END":
      return takeMessage(talk, event.data.message);
    case "RUN_STARTED":
      return { ...talk, running: true, outcome: null };
    case "TEXT_MESSAGE_START":
      return stream(talk, turn, event.data.message_id, "", false);
    case "TEXT_MESSAGE_CONTENT":
      return stream(talk, turn, event.data.message_id, event.data.delta, event.data.whole === true);
    case "TOOL_CALL_START":
      return putCall(talk, turn, { ...event.data, state: "running", text: "", blocks: [] });
    case "TOOL_CALL_RESULT":
      return turn === null ? byHand(talk, event) : putResult(talk, turn, event.data);
    case "RUN_FINISHED":
      return finish(talk, event);
    case "APPROVAL_REQUESTED":
      return request(talk, event.data.approval);
    case "APPROVAL_DECIDED":
      return decide(talk, event.data.approval_id);
    default:
      return talk;
  }
}

/** The talk after an event. Stored events it already holds are dropped; while loading, all wait. */
export function applyToTalk(talk: Talk, event: WireEvent): Talk {
  if (talk.loading) return { ...talk, queue: [...talk.queue, event] };
  if (event.seq === null) return change(talk, event);
  if (event.seq <= talk.seq) return talk;
  return { ...change(talk, event), seq: event.seq };
}
