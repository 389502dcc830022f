import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const files = (folder: string, ext: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ext.test(name))
    .map((name) => join(root, folder, name));

/* Physical directions, as properties or as values; block directions have logical names too. */
const PHYSICAL =
  /(?:^|[\s;{])(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?:^|[\s;{])(?:left|right|top|bottom)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius/m;

describe("styles turn with the language", () => {
  it.each(files("src", /\.css$/))("%s names no physical side", (file) => {
    const css = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    expect(PHYSICAL.exec(css)?.[0]).toBeUndefined();
  });

  it("would catch one", () => {
    expect(PHYSICAL.test("a { margin-left: 2px; }")).toBe(true);
    expect(PHYSICAL.test("a {\n  left: 0;\n}")).toBe(true);
    expect(PHYSICAL.test("a { text-align: right }")).toBe(true);
  });
});

describe("the page stands alone", () => {
  it("names no other origin", () => {
    for (const file of [...files("src", /\.(tsx?|css)$/), join(root, "index.html"), ...files("public", /\.js$/)])
      expect(readFileSync(file, "utf8")).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it("has no script or style inside its HTML", () => {
    const html = readFileSync(join(root, "index.html"), "utf8");
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });
});
