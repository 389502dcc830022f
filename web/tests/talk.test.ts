import { describe, expect, it } from "vitest";

import { applyToTalk, freshTalk, loadTalk, type Talk } from "../src/store/talk";
import type { WireEvent } from "../src/wire/events";
import type { Approval } from "../src/wire/talk";
import { call, event, message, thread } from "./wire";

const open = loadTalk(freshTalk, thread());
const after = (events: WireEvent[], talk: Talk = open) => events.reduce(applyToTalk, talk);
const texts = (talk: Talk) => talk.live.map((item) => (item.kind === "text" ? item.text : item.call.tool));

describe("streaming", () => {
  it("joins deltas in the order they come", () => {
    const talk = after([
      event(1, "RUN_STARTED", {}),
      event(null, "TEXT_MESSAGE_START", { message_id: "m" }),
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "Good " }),
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "morning" }),
    ]);
    expect(texts(talk)).toEqual(["Good morning"]);
    expect(talk.running).toBe(true);
  });

  it("starts anew from a delta that holds the whole text, as sent on resume", () => {
    const talk = after([
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "Goo" }),
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "Good morning", whole: true }),
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "!" }),
    ]);
    expect(texts(talk)).toEqual(["Good morning!"]);
  });

  it("lets the whole message replace what was streamed, and ignores deltas that come late", () => {
    const talk = after([
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "Good mor" }),
      event(2, "TEXT_MESSAGE_END", { message: message("m", { text: "Good morning." }) }),
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "m", delta: "ning" }),
    ]);
    expect(talk.live).toEqual([]);
    expect(talk.messages.map((m) => m.text)).toEqual(["Good morning."]);
  });
});

describe("stored events", () => {
  it("drops what it has already seen", () => {
    const posted = event(4, "MESSAGE_POSTED", { message: message("p", { role: "person" }) });
    const old = event(3, "RUN_STARTED", {});
    const talk = after([posted, posted, old]);
    expect(talk.messages).toHaveLength(1);
    expect(talk.running).toBe(false);
  });

  it("waits in line while the thread is being read, then applies only what is newer", () => {
    const reading = after(
      [
        event(5, "MESSAGE_POSTED", { message: message("known") }),
        event(6, "MESSAGE_POSTED", { message: message("new") }),
      ],
      freshTalk,
    );
    expect(reading.messages).toEqual([]);
    const talk = loadTalk(reading, thread({ seq: 5, messages: [message("known", { text: "as stored" })] }));
    expect(talk.messages.map((m) => m.text)).toEqual(["as stored", "new"]);
    expect(talk.seq).toBe(6);
  });
});

describe("tool calls", () => {
  it("go from running to done, and are claimed by the message that names them", () => {
    const running = after([event(1, "TOOL_CALL_START", { call_id: "c", tool: "plan_shots", args: { pace: "fast" } })]);
    expect(running.live[0]).toMatchObject({ kind: "call", call: { state: "running", args: { pace: "fast" } } });
    const done = after([event(2, "TOOL_CALL_RESULT", { call_id: "c", tool: "plan_shots", state: "done", text: "12 shots", blocks: [] })], running);
    expect(done.live[0]).toMatchObject({ call: { state: "done", text: "12 shots", args: { pace: "fast" } } });
    const said = after([event(3, "TEXT_MESSAGE_END", { message: message("m", { tools: [call("c")] }) })], done);
    expect(said.live).toEqual([]);
    expect(said.messages[0]?.tools).toHaveLength(1);
  });

  it("stand before the words that followed them when no message claims them", () => {
    const talk = after([
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "a", delta: "I'll look." }),
      event(null, "TOOL_CALL_START", { call_id: "c", tool: "show_project" }),
      event(1, "TEXT_MESSAGE_END", { message: message("a") }),
      event(2, "TOOL_CALL_RESULT", { call_id: "c", tool: "show_project", state: "done", text: "", blocks: [] }),
      event(null, "TEXT_MESSAGE_CONTENT", { message_id: "b", delta: "Here it is." }),
      event(3, "TEXT_MESSAGE_END", { message: message("b") }),
      event(4, "RUN_FINISHED", { status: "DONE" }),
    ]);
    expect(talk.messages.map((m) => m.id)).toEqual(["a", "calls:c", "b"]);
    expect(talk.messages[1]?.tools[0]?.state).toBe("done");
  });

  it("still take their result after a message has claimed them", () => {
    const talk = after([
      event(1, "TEXT_MESSAGE_END", { message: message("m", { tools: [call("c", { state: "running" })] }) }),
      event(2, "TOOL_CALL_RESULT", { call_id: "c", tool: "plan_shots", state: "failed", text: "No song.", blocks: [] }),
    ]);
    expect(talk.messages[0]?.tools[0]).toMatchObject({ state: "failed", text: "No song." });
  });

  it("have their place at once when a button made them, outside of any turn", () => {
    const talk = after([
      event(1, "TOOL_CALL_START", { call_id: "c", tool: "approve_version" }, { turn: null }),
      event(2, "TOOL_CALL_RESULT", { call_id: "c", tool: "approve_version", state: "done", text: "", blocks: [] }, { turn: null }),
    ]);
    expect(talk.live).toEqual([]);
    expect(talk.messages[0]?.tools[0]).toMatchObject({ tool: "approve_version", state: "done" });
  });

  it("keep their place when the turn ends without words", () => {
    const talk = after([
      event(1, "TOOL_CALL_START", { call_id: "c", tool: "undo" }),
      event(2, "RUN_FINISHED", { status: "STOPPED" }),
    ]);
    expect(talk.live).toEqual([]);
    expect(talk.messages[0]?.tools[0]?.tool).toBe("undo");
    expect(talk.outcome).toEqual({ status: "STOPPED", message: "" });
  });
});

describe("what is on its way", () => {
  const sending = (id: string | null): Talk => ({
    ...open,
    sending: [{ key: "k", text: "hello", media: [], failed: null, id }],
  });

  it("is settled by the message that comes back, by id or by its words", () => {
    const posted = (id: string, text: string) =>
      event(1, "MESSAGE_POSTED", { message: message(id, { role: "person", text }) });
    expect(after([posted("m", "hello")], sending(null)).sending).toEqual([]);
    expect(after([posted("m", "Hello!")], sending("m")).sending).toEqual([]);
    expect(after([posted("other", "something else")], sending("m")).sending).toHaveLength(1);
  });
});

describe("approvals", () => {
  const approval = { id: "a", title: "Clips", lines: [], total_micros: 5, status: "pending" } as unknown as Approval;

  it("wait until they are decided", () => {
    const asked = after([event(1, "APPROVAL_REQUESTED", { approval })]);
    expect(asked.pending.map((a) => a.id)).toEqual(["a"]);
    expect(after([event(2, "APPROVAL_DECIDED", { approval_id: "a", decision: "approved" })], asked).pending).toEqual([]);
  });
});
