import { expect, it } from "vitest";

import { openBlocks, reading } from "../src/chat/turns";
import { call, message } from "./wire";

const person = (id: string, turn: string) => message(id, { role: "person", turn_id: turn });
const miri = (id: string, turn: string) => message(id, { turn_id: turn });
const ids = (rows: { message: { id: string } }[]) => rows.map((row) => row.message.id);

it("puts an answer under its question, though another was asked meanwhile", () => {
  const { before } = reading([person("q1", "a"), person("q2", "b"), miri("r1", "a"), miri("r2", "b")], []);
  expect(ids(before)).toEqual(["q1", "r1", "q2", "r2"]);
});

it("shows the running turn's words above what still waits", () => {
  const live = [{ kind: "text" as const, turn: "a", message: "m", text: "…" }];
  const { before, after } = reading([person("q1", "a"), person("q2", "b")], live);
  expect([ids(before), ids(after)]).toEqual([["q1"], ["q2"]]);
});

it("keeps choices open until a person has spoken, even when Miri goes on talking", () => {
  const rows = reading([person("q1", "a"), miri("asks", "a"), miri("adds", "a")], []).before;
  expect(rows.map((row) => row.fresh)).toEqual([false, true, true]);
  expect(openBlocks([person("q1", "a"), message("m", { tools: [call("c", { blocks: [{ kind: "choices", options: [] }] })] })])).toHaveLength(1);
  expect(openBlocks([message("m", { blocks: [{ kind: "text", text: "" }] }), person("q2", "b")])).toEqual([]);
});

it("leaves messages without a turn where they are", () => {
  const alone = [message("x", { turn_id: null }), message("y", { turn_id: null })];
  expect(ids(reading(alone, []).before)).toEqual(["x", "y"]);
});
