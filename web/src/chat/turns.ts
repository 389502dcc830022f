/* The order of reading: what was said while Miri was busy stands after her answer, with its own turn. */
import type { LiveItem } from "../store/talk";
import type { Block } from "../wire/blocks";
import type { Message } from "../wire/talk";

export interface Row {
  message: Message;
  /** The first of a run by the same speaker in the same turn. */
  first: boolean;
  /** No person has spoken since. */
  fresh: boolean;
}

export interface Reading {
  /** Up to and with the running turn; its live items come next. */
  before: Row[];
  /** What waits behind the running turn. */
  after: Row[];
}

/** Messages turn by turn, each turn where it first appeared; a message without a turn stands alone. */
export function inTurns(messages: Message[]): Message[] {
  const turns = new Map<string, Message[]>();
  for (const message of messages) {
    const key = message.turn_id ?? `alone:${message.id}`;
    const turn = turns.get(key);
    if (turn) turn.push(message);
    else turns.set(key, [message]);
  }
  return [...turns.values()].flat();
}

/** Blocks of Miri's that still wait for an answer. */
export function openBlocks(messages: Message[]): Block[] {
  const answered = messages.findLastIndex((message) => message.role === "person");
  return messages.slice(answered + 1).flatMap((m) => [...m.blocks, ...m.tools.flatMap((call) => call.blocks)]);
}

export function reading(messages: Message[], live: LiveItem[]): Reading {
  const ordered = inTurns(messages);
  const answered = ordered.findLastIndex((message) => message.role === "person");
  const rows = ordered.map((message, i) => {
    const above = ordered[i - 1];
    const first = above?.role !== message.role || above.turn_id !== message.turn_id;
    return { message, first, fresh: i > answered };
  });
  const turn = live[0]?.turn;
  const last = turn ? ordered.findLastIndex((message) => message.turn_id === turn) : -1;
  const cut = last < 0 ? rows.length : last + 1;
  return { before: rows.slice(0, cut), after: rows.slice(cut) };
}
