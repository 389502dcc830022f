import { describe, expect, it } from "vitest";

import { outline, thin } from "../src/song/peaks";
import { shotIndexAt } from "../src/song/pictures";
import { batches } from "../src/stage/batches";
import { cameraPose } from "../src/stage/camera";
import { readRoute, writeRoute } from "../src/store/route";
import { en } from "../src/words/en";
import { he } from "../src/words/he";
import { clock, dollars, rateOf } from "../src/words/measures";
import { toolInWords } from "../src/words/tools";
import type { Job, Shot } from "../src/wire/project";

describe("measures", () => {
  it("show money without hiding fractions of a cent", () => {
    expect([0, 1_250_000, 500, -20_000].map(dollars)).toEqual(["$0.00", "$1.25", "$0.0005", "-$0.02"]);
  });

  it("show time without rounding up into a second that has not come", () => {
    expect([clock(0), clock(59.99), clock(61), clock(7.46)]).toEqual(["0:00.0", "0:59.9", "1:01.0", "0:07.4"]);
  });

  it("show the time of a frame as Miri says it (tests/unit/domain/test_timecode.py reads these)", () => {
    expect(clock(100 / 24)).toBe("0:04.1");
    expect(clock(252 / 24)).toBe("0:10.5");
    expect(clock(23 / 24)).toBe("0:00.9");
    expect(clock(50 / 25)).toBe("0:02.0");
    expect(clock(15840 / 24)).toBe("11:00.0");
  });

  it("read whole and broken frame rates", () => {
    expect([rateOf(24), rateOf("25"), rateOf(undefined)]).toEqual([24, 25, 24]);
    expect(rateOf("24000/1001")).toBeCloseTo(23.976, 3);
  });
});

describe("the ribbon", () => {
  it("keeps the loudest peak of each stretch", () => {
    expect(thin([1, 9, 2, 3, 8, 1], 2)).toEqual([9, 8]);
  });

  it("draws nothing without peaks, and a closed outline with them", () => {
    expect(outline([])).toBe("");
    expect(outline([0, 500, 1000])).toMatch(/^M.*Z$/);
  });

  it("finds the shot under the playhead, with both borders exact", () => {
    const shots = [[0, 48], [48, 96], [96, 120]].map(([start_frame, end_frame]) => ({ start_frame, end_frame }) as Shot);
    expect([0, 47, 48, 95, 96, 119, 120, -1].map((f) => shotIndexAt(shots, f))).toEqual([0, 0, 1, 1, 2, 2, -1, -1]);
  });
});

describe("the storyboard's camera", () => {
  it("pushes in, and holds when it does not know the move", () => {
    expect(cameraPose("push", 1)).toContain("scale(1.14");
    expect(cameraPose("spiral", 0)).toBe(cameraPose("hold", 1));
  });
});

describe("jobs", () => {
  const job = (id: string, state: Job["state"], call_id: string | null) => ({ id, kind: "still", state, call_id }) as Job;

  it("asked for together are counted together", () => {
    const found = batches([job("a", "READY", "c"), job("b", "RUNNING", "c"), job("d", "QUEUED", null)]);
    expect(found.map((b) => [b.jobs.length, b.open.length])).toEqual([[2, 1], [1, 1]]);
  });
});

describe("the address", () => {
  it("is read as it was written", () => {
    const route = { project: "project_1", thread: "thread/2" };
    expect(readRoute(writeRoute(route))).toEqual(route);
    expect(readRoute("")).toEqual({ project: null, thread: null });
  });
});

describe("two languages", () => {
  const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();

  it("leave the same blanks to fill, and no word untranslated", () => {
    for (const [key, text] of Object.entries(en)) {
      const other = he[key as keyof typeof he];
      if (typeof text !== "string" || typeof other !== "string" || key === "code") continue;
      expect([key, blanks(other)]).toEqual([key, blanks(text)]);
      expect([key, other === text]).toEqual([key, false]);
    }
  });

  it("name tools in words, also those that are new", () => {
    expect(toolInWords("plan_shots", "en")).toBe("Planning the shots");
    expect(toolInWords("plan_shots", "he")).toMatch(/[א-ת]/);
    expect(toolInWords("fold_paper", "he")).toBe("Fold paper");
  });
});
