import { describe, expect, it } from "vitest";

import { applyEvent, emptyFilm, readDecision, type Film } from "../src/store/film";
import { freshTalk, loadTalk } from "../src/store/talk";
import type { WireEvent } from "../src/wire/events";
import { event, message, PROJECT, thread, THREAD } from "./wire";

const film: Film = {
  ...emptyFilm,
  projectId: PROJECT,
  threadId: THREAD,
  seq: 10,
  threads: [{ id: THREAD, title: "", archived: false, running: false, updated: 0 }],
  talks: { [THREAD]: loadTalk(freshTalk, thread({ seq: 10 })), thread_2: loadTalk(freshTalk, thread({ seq: 10 })) },
};
const after = (events: WireEvent[]) => events.reduce(applyEvent, film);

describe("the film's log", () => {
  it("drops events it has seen, and those of other projects", () => {
    expect(after([event(10, "PROJECT_UPDATED", {})])).toBe(film);
    expect(after([event(11, "PROJECT_UPDATED", {}, { project: "project_2" })])).toBe(film);
  });

  it("moves on with stored events only", () => {
    const next = after([event(11, "RUN_STARTED", {}), event(null, "TEXT_MESSAGE_START", { message_id: "m" })]);
    expect(next.seq).toBe(11);
  });

  it("asks for the project again when its film changed, not when someone speaks", () => {
    expect(after([event(11, "SHOT_UPDATED", { shot_ids: ["s"] })]).stale).toBe(1);
    expect(after([event(11, "CUT_READY", {})]).stale).toBe(1);
    expect(after([event(11, "TEXT_MESSAGE_END", { message: message("m") })]).stale).toBe(0);
  });
});

describe("several conversations", () => {
  it("never mix, and mark what is new in the others", () => {
    const next = after([event(11, "TEXT_MESSAGE_END", { message: message("m") }, { thread: "thread_2" })]);
    expect(next.talks[THREAD]?.messages).toEqual([]);
    expect(next.talks.thread_2?.messages).toHaveLength(1);
    expect(next.unread).toEqual({ thread_2: true });
  });

  it("show which of them is running", () => {
    const running = after([event(11, "RUN_STARTED", {}, { thread: "thread_2" })]);
    expect(running.threads.find((t) => t.id === "thread_2")?.running).toBe(true);
    const over = applyEvent(running, event(12, "RUN_FINISHED", { status: "DONE" }, { thread: "thread_2" }));
    expect(over.threads.find((t) => t.id === "thread_2")?.running).toBe(false);
  });
});

describe("progress", () => {
  it("is kept by call and by job", () => {
    const next = after([
      event(null, "TOOL_CALL_PROGRESS", { call_id: "c", job_id: "j", done: 2, total: 8, phase: "drawing" }),
      event(null, "RENDER_PROGRESS", { job_id: "r", call_id: null, done: 1, total: 4, phase: "Film 1" }),
    ]);
    expect(next.progress.c).toEqual({ done: 2, total: 8, phase: "drawing" });
    expect(next.progress.j?.done).toBe(2);
    expect(next.progress.r).toEqual({ done: 1, total: 4, phase: "Film 1" });
    expect(Object.keys(next.progress)).toHaveLength(3);
  });
});

describe("decisions", () => {
  it("are remembered whatever the server's tense", () => {
    const next = after([event(11, "APPROVAL_DECIDED", { approval_id: "a", decision: "approve" })]);
    expect(next.decisions.a).toBe("approved");
    expect(["approved", "declined", "decline", "expired"].map(readDecision)).toEqual([
      "approved",
      "declined",
      "declined",
      "expired",
    ]);
  });
});
