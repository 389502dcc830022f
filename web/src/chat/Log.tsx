/* Everything said in the open conversation, then what the running turn has shown so far. */
import { useEffect, useMemo } from "react";

import { Icon } from "../shell/Icon";
import { Sweep } from "../shell/Sweep";
import { useStudio, useTalk } from "../store/studio";
import type { LiveItem, Talk } from "../store/talk";
import { useWords } from "../words/words";
import { Hello } from "./Hello";
import { Markdown } from "./Markdown";
import { MessageView } from "./MessageView";
import { OutgoingView } from "./OutgoingView";
import { PendingApprovals } from "./PendingApprovals";
import { Suggestions } from "./Suggestions";
import { ToolCard } from "./ToolCard";
import { reading, type Row } from "./turns";
import { useStick } from "./useStick";

function Rows({ rows }: { rows: Row[] }) {
  return rows.map(({ message, first, fresh }) => (
    <MessageView key={message.id} message={message} first={first} fresh={fresh} />
  ));
}

function Live({ item }: { item: LiveItem }) {
  if (item.kind === "call") return <ToolCard call={item.call} fresh />;
  return item.text ? <Markdown text={item.text} streaming /> : null;
}

function Thinking({ talk }: { talk: Talk }) {
  const w = useWords();
  const last = talk.live.at(-1);
  const speaking = last?.kind === "text" && last.text !== "";
  const calling = last?.kind === "call" && last.call.state === "running";
  if (!talk.running || speaking || calling) return null;
  return (
    <p className="thinking">
      <Sweep /> {w.workingHere}
    </p>
  );
}

function Ending({ talk }: { talk: Talk }) {
  const w = useWords();
  if (!talk.outcome) return null;
  const failed = talk.outcome.status === "FAILED";
  return (
    <p className={failed ? "ending ending-bad" : "ending"} dir="auto">
      {failed ? talk.outcome.message || w.failed : w.stopped}
    </p>
  );
}

export function Log() {
  const w = useWords();
  const talk = useTalk();
  const thread = useStudio((s) => s.threadId);
  const { outer, inner, away, toEnd } = useStick(thread);
  const sendingCount = talk.sending.length;
  useEffect(() => {
    if (sendingCount) toEnd();
  }, [sendingCount, toEnd]);
  const empty = !talk.loading && !talk.messages.length && !talk.sending.length && !talk.live.length;
  const { before, after } = useMemo(() => reading(talk.messages, talk.live), [talk.messages, talk.live]);
  return (
    <div className="log-home">
      <div className="log" ref={outer} tabIndex={0} role="log" aria-live="off" aria-label={w.conversation}>
        <div className="log-inner" ref={inner}>
          {talk.loading && <div className="bones" aria-hidden="true"><i /><i /><i /></div>}
          {empty && <Hello />}
          <Rows rows={before} />
          {talk.live.length > 0 && (
            <div className="message message-miri" data-first={before.at(-1)?.message.role !== "miri" || undefined}>
              {talk.live.map((item) => (
                <Live key={item.kind === "call" ? item.call.call_id : item.message} item={item} />
              ))}
            </div>
          )}
          <PendingApprovals talk={talk} />
          <Rows rows={after} />
          {talk.sending.map((out) => (
            <OutgoingView key={out.key} out={out} queued={talk.running} />
          ))}
          <Thinking talk={talk} />
          <Ending talk={talk} />
          {!talk.loading && !talk.running && <Suggestions talk={talk} />}
        </div>
      </div>
      {away && (
        <button type="button" className="to-latest" onClick={toEnd} aria-label={w.toLatest} title={w.toLatest}>
          <Icon name="arrowDown" />
        </button>
      )}
    </div>
  );
}
