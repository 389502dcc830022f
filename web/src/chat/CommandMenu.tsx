/* After a slash: the tools, as the server declares them. After the name: what it still needs. */
import { useEffect, useRef } from "react";

import { useStudio } from "../store/studio";
import type { ToolSpec } from "../wire/talk";
import { fill, useWords } from "../words/words";

const MOST = 40;

/** Tools whose name fits what stands after the slash; those that begin with it first. */
export function matching(tools: ToolSpec[], draft: string): ToolSpec[] {
  const typed = /^\/([a-z_]*)$/i.exec(draft)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  const fits = tools.filter((tool) => tool.name.includes(typed));
  const rank = (tool: ToolSpec) => (tool.name.startsWith(typed) ? 0 : 1);
  return fits.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

interface Props {
  found: ToolSpec[];
  index: number;
  onPick: (name: string) => void;
}

export function CommandMenu({ found, index, onPick }: Props) {
  const w = useWords();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);
  if (!found.length) return null;
  return (
    <ul ref={list} id="commands" className="commands" role="listbox" aria-label={w.commands}>
      {found.map((tool, i) => (
        <li
          key={tool.name}
          id={`command-${i}`}
          role="option"
          aria-selected={i === index}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(tool.name);
          }}
        >
          <bdi className="command-name" dir="ltr">
            /{tool.name}
          </bdi>
          <span dir="auto">{tool.summary}</span>
        </li>
      ))}
    </ul>
  );
}

/** `shot= instruction=` under a command that is being written. */
export function CommandHint({ draft }: { draft: string }) {
  const w = useWords();
  const tools = useStudio((s) => s.tools);
  const name = /^\/([a-z_]+)\s/i.exec(draft)?.[1];
  const tool = name ? tools.find((t) => t.name === name) : undefined;
  const names = Object.keys(tool?.parameters.properties ?? {});
  if (!tool || !names.length) return null;
  const required = tool.parameters.required ?? [];
  return (
    <p className="command-hint">
      <bdi dir="ltr">
        {names.map((n) => (
          <code key={n} data-done={draft.includes(`${n}=`) || undefined}>
            {n}=
          </code>
        ))}
      </bdi>
      {required.length > 0 && <span>{fill(w.commandHint, { names: required.join(", ") })}</span>}
    </p>
  );
}
