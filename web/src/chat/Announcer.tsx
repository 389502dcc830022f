/* Reads a finished message out to those who can't see it: once, at its end, never word by word. */
import { useEffect, useRef, useState } from "react";

import { useTalk } from "../store/studio";
import { fill, useWords } from "../words/words";

const LONGEST = 400;

function plain(markdown: string): string {
  return markdown.replace(/[*_`#>|]+/g, " ").replace(/\s+/g, " ").trim().slice(0, LONGEST);
}

export function Announcer() {
  const w = useWords();
  const talk = useTalk();
  const last = talk.messages.findLast((message) => message.role === "miri" && message.text);
  const heard = useRef<string | undefined>(undefined);
  const [text, setText] = useState("");
  const { loading } = talk;
  useEffect(() => {
    if (loading) heard.current = undefined;
    else if (heard.current === undefined) heard.current = last?.id ?? "";
    else if (last && last.id !== heard.current) {
      heard.current = last.id;
      setText(fill(w.miriSaid, { text: plain(last.text) }));
    }
  }, [loading, last, w]);
  return (
    <p className="unseen" aria-live="polite">
      {text}
    </p>
  );
}
