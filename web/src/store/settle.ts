/* How words and tool calls of a turn come in, and how they settle into whole messages. Pure. */
import type { WireEvent } from "../wire/events";
import type { EventData } from "../wire/generated";
import type { Message, ToolCall } from "../wire/talk";
import type { LiveItem, Outgoing, Talk } from "./talk";

function putMessage(messages: Message[], message: Message): Message[] {
  const at = messages.findIndex((known) => known.id === message.id);
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

function settleOutgoing(sending: Outgoing[], message: Message): Outgoing[] {
  if (message.role !== "person") return sending;
  const named = sending.findIndex((out) => out.id === message.id);
  const at = named >= 0 ? named : sending.findIndex((out) => !out.id && !out.failed && out.text === message.text);
  return at < 0 ? sending : sending.toSpliced(at, 1);
}

/** Calls that no message claims stand in a message without words. */
function wordless(turn: string | null, calls: ToolCall[], ts: Message["ts"]): Message[] {
  const [first] = calls;
  if (!first) return [];
  const id = `calls:${first.call_id}`;
  return [{ id, role: "miri", author: "Miri", text: "", blocks: [], media: [], ts, turn_id: turn, tools: calls }];
}

function callsOf(items: LiveItem[]): ToolCall[] {
  return items.flatMap((item) => (item.kind === "call" ? [item.call] : []));
}

/** A whole message settles its own text and calls, and what the turn showed before it. */
export function takeMessage(talk: Talk, message: Message): Talk {
  const claimed = new Set(message.tools.map((call) => call.call_id));
  const rest = talk.live.filter((item) => item.kind === "text" || !claimed.has(item.call.call_id));
  const at = rest.findIndex((item) => item.kind === "text" && item.message === message.id);
  const isBefore = (item: LiveItem, i: number) =>
    message.role === "miri" && item.kind === "call" && item.turn === message.turn_id && (at < 0 || i < at);
  const before = wordless(message.turn_id, callsOf(rest.filter(isBefore)), message.ts);
  return {
    ...talk,
    messages: [...before, message].reduce(putMessage, talk.messages),
    sending: settleOutgoing(talk.sending, message),
    live: rest.filter((item, i) => i !== at && !isBefore(item, i)),
  };
}

export function stream(talk: Talk, turn: string | null, id: string, delta: string, whole: boolean): Talk {
  if (talk.messages.some((message) => message.id === id)) return talk;
  const at = talk.live.findIndex((item) => item.kind === "text" && item.message === id);
  const item = talk.live[at];
  if (item?.kind !== "text")
    return { ...talk, live: [...talk.live, { kind: "text", turn, message: id, text: delta }] };
  return { ...talk, live: talk.live.with(at, { ...item, text: whole ? delta : item.text + delta }) };
}

function changeCall(talk: Talk, id: string, change: Partial<ToolCall>): Talk {
  const touch = (call: ToolCall) => (call.call_id === id ? { ...call, ...change } : call);
  return {
    ...talk,
    live: talk.live.map((item) => (item.kind === "call" ? { ...item, call: touch(item.call) } : item)),
    messages: talk.messages.map((message) =>
      message.tools.some((call) => call.call_id === id)
        ? { ...message, tools: message.tools.map(touch) }
        : message,
    ),
  };
}

function knowsCall(talk: Talk, id: string): boolean {
  return (
    talk.live.some((item) => item.kind === "call" && item.call.call_id === id) ||
    talk.messages.some((message) => message.tools.some((call) => call.call_id === id))
  );
}

export function putCall(talk: Talk, turn: string | null, call: ToolCall): Talk {
  if (knowsCall(talk, call.call_id)) return changeCall(talk, call.call_id, call);
  return { ...talk, live: [...talk.live, { kind: "call", turn, call }] };
}

/** What a call came to; of one nobody saw begin, what it was asked is not known. */
export function putResult(talk: Talk, turn: string | null, result: EventData["TOOL_CALL_RESULT"]): Talk {
  if (knowsCall(talk, result.call_id)) return changeCall(talk, result.call_id, result);
  return putCall(talk, turn, { ...result, args: {} });
}

/** A call outside of any turn (a button's) has its place as soon as it has its result. */
export function byHand(talk: Talk, event: WireEvent & { type: "TOOL_CALL_RESULT" }): Talk {
  const put = putResult(talk, null, event.data);
  const isIt = (item: LiveItem) => item.kind === "call" && item.call.call_id === event.data.call_id;
  const settled = wordless(null, callsOf(put.live.filter(isIt)), event.ts ?? 0);
  return { ...put, messages: settled.reduce(putMessage, put.messages), live: put.live.filter((i) => !isIt(i)) };
}

/** A turn is over: calls no message claimed become a wordless message, so that they keep their place. */
export function finish(talk: Talk, event: WireEvent & { type: "RUN_FINISHED" }): Talk {
  const { turn_id: turn, ts } = event;
  const left = wordless(turn, callsOf(talk.live.filter((item) => item.turn === turn)), ts ?? 0);
  const { status, message } = event.data;
  return {
    ...talk,
    running: false,
    messages: left.reduce(putMessage, talk.messages),
    live: talk.live.filter((item) => item.turn !== turn),
    outcome: status === "DONE" ? null : { status, message: message ?? "" },
  };
}
