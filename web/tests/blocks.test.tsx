import { readFileSync } from "node:fs";

import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";

import { ApprovalCard } from "../src/chat/ApprovalCard";
import { BlockView } from "../src/chat/BlockView";
import { Markdown } from "../src/chat/Markdown";
import { MessageView } from "../src/chat/MessageView";
import { sayingOf, ToolCard } from "../src/chat/ToolCard";
import { change, studio } from "../src/store/studio";
import type { Block } from "../src/wire/blocks";
import type { Project } from "../src/wire/project";
import { speak } from "../src/words/words";
import { call, message } from "./wire";

afterEach(() => {
  cleanup();
  speak("en");
  change({ decisions: {}, project: null, draft: "" });
});

describe("words find their own direction", () => {
  it("in every block of Miri's text, while code stays left to right", () => {
    const { container } = render(<Markdown text={"שלום **עולם**\n\n- one\n- שתיים\n\n`/help`\n\n| א | b |\n|---|---|\n| ג | d |"} />);
    for (const element of container.querySelectorAll("ul, table")) expect(element.getAttribute("dir")).toBe("auto");
    // a `dir` of their own would hide their words from the list's or table's, and turn it left to right
    for (const element of container.querySelectorAll("p, li, td, th")) expect(element.hasAttribute("dir")).toBe(false);
    expect(readFileSync("src/style/chat.css", "utf8")).toMatch(/\.words p,\s+\.words li,\s+\.words td,\s+\.words th \{\s+unicode-bidi: plaintext/);
    expect(container.querySelector("code")?.getAttribute("dir")).toBe("ltr");
  });

  it("in what a person said", () => {
    render(<MessageView message={message("p", { role: "person", text: "שוט 3 רחב" })} first fresh={false} />);
    expect(screen.getByText("שוט 3 רחב").getAttribute("dir")).toBe("auto");
  });

  it("while <html> follows the page's language", () => {
    speak("he");
    expect(document.documentElement.dir).toBe("rtl");
    speak("en");
    expect(document.documentElement.dir).toBe("ltr");
  });
});

describe("Miri's text", () => {
  it("can bring neither markup nor pictures from elsewhere", () => {
    const { container } = render(<Markdown text={'See <b onclick="x">b</b> ![spy](https://example.test/a.png) [x](javascript:alert(1))\n\n<script>x</script>'} />);
    expect(container.querySelector("script, b, img")).toBeNull();
    const targets = [...container.querySelectorAll("a")].map((a) => a.getAttribute("href"));
    expect(targets).toEqual(["https://example.test/a.png", ""]);
  });
});

describe("an approval", () => {
  const approval = { id: "a", title: "Film 16 clips", lines: ["16 clips"], total_micros: 5_740_000 };

  it("offers its buttons while it waits, and says what was decided afterwards", () => {
    render(<ApprovalCard approval={approval} />);
    expect(screen.getByRole("button", { name: /Approve/ }).textContent).toContain("$5.74");
    change({ decisions: { a: "declined" } });
    cleanup();
    render(<ApprovalCard approval={approval} />);
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText("Declined")).toBeTruthy();
  });

  it("is over when its time has passed", () => {
    render(<ApprovalCard approval={{ ...approval, expires: Date.now() * 1000 - 1_000_000 }} />);
    expect(screen.getByText("No longer valid")).toBeTruthy();
  });

  it("can be answered with a wish instead", () => {
    render(<ApprovalCard approval={approval} />);
    fireEvent.click(screen.getByText("Change…"));
    expect(studio().draft).toBe("Make it cheaper: ");
  });
});

describe("choices", () => {
  const block: Block = { kind: "choices", options: [{ label: "Surprise me", send: "surprise me" }] };

  it("can be made only while they are fresh", () => {
    render(<BlockView block={block} fresh={false} />);
    expect(screen.getByRole<HTMLButtonElement>("button").disabled).toBe(true);
  });
});

describe("a tool's result", () => {
  it("is read to a person as its sentence, not as the model's JSON", () => {
    expect(sayingOf('{"says": "12 shots planned.", "count": 12}')).toBe("12 shots planned.");
    expect(sayingOf('{"error": "refused", "message": "Name a shot."}')).toBe("Name a shot.");
    expect(sayingOf("plain words")).toBe("plain words");
    expect(sayingOf('{"count": 12}')).toBe("");
  });
});

describe("work in progress", () => {
  const job = (id: string, state: string) => ({ id, kind: "still", state });
  const block: Block = { kind: "progress", job_id: "a", jobs: ["a", "b"], label: "2 stills" };

  it("counts the jobs of one request, until all are over", () => {
    change({ project: { jobs: [job("a", "READY"), job("b", "RUNNING")] } as Project });
    render(<BlockView block={block} fresh />);
    expect(screen.getByText("1 / 2")).toBeTruthy();
    cleanup();
    change({ project: { jobs: [job("a", "READY"), job("b", "READY")] } as Project });
    render(<BlockView block={block} fresh />);
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("keeps its tool at work until its jobs are over, and names what failed", () => {
    const shown = (state: string, error = "") => {
      change({ project: { jobs: [{ ...job("a", state), error }] } as Project });
      return render(<ToolCard call={call("c", { blocks: [{ kind: "progress", job_id: "a", label: "Preview" }] })} />);
    };
    expect(shown("RUNNING").container.querySelector(".call")?.getAttribute("data-state")).toBe("running");
    cleanup();
    expect(shown("READY").container.querySelector(".call")?.getAttribute("data-state")).toBe("done");
    cleanup();
    shown("FAILED", "The disk is full.");
    expect(screen.getByText("The disk is full.")).toBeTruthy();
  });
});

it("a kind of block nobody knows yet is skipped", () => {
  const { container } = render(<BlockView block={{ kind: "hologram" } as unknown as Block} fresh />);
  expect(container.innerHTML).toBe("");
});
