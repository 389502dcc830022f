/* One thing Miri does: its name in words, how far it is, and what came of it. */
import { Icon } from "../shell/Icon";
import { Sweep } from "../shell/Sweep";
import { isOver } from "../stage/batches";
import { ProgressBar } from "../stage/ProgressBar";
import { useStudio } from "../store/studio";
import type { CallState, ToolCall } from "../wire/talk";
import { toolInWords } from "../words/tools";
import { useWords } from "../words/words";
import { BlockView } from "./BlockView";

function Mark({ state }: { state: CallState }) {
  if (state === "running") return <Sweep size={18} />;
  return <Icon name={state === "done" ? "check" : "warn"} size={18} />;
}

function Arguments({ args }: { args: Record<string, unknown> }) {
  const rows = Object.entries(args).filter(([, value]) => value !== null && value !== undefined);
  if (!rows.length) return null;
  const show = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return (
    <dl>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt dir="ltr">{name}</dt>
          <dd dir="auto">{show(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The sentence in a result: the model reads JSON, a person reads what it says. */
export function sayingOf(text: string): string {
  if (!text.startsWith("{")) return text;
  try {
    const result = JSON.parse(text) as Record<string, unknown>;
    const sentence = result.says ?? result.message;
    return typeof sentence === "string" ? sentence : "";
  } catch {
    return text;
  }
}

/** A call is at work until the jobs it promised are over, though its answer came at once. */
function useCallState(call: ToolCall): CallState {
  const jobs = useStudio((s) => s.project?.jobs);
  const promised = call.blocks.flatMap((b) => (b.kind === "progress" ? (b.jobs ?? [b.job_id]) : []));
  const open = jobs?.some((job) => promised.includes(job.id) && !isOver(job));
  return call.state === "done" && open ? "running" : call.state;
}

interface Props {
  call: ToolCall;
  fresh?: boolean;
  /** Nobody speaks about it (a button's call): what it says stands in place of its name. */
  aloud?: boolean;
}

export function ToolCard({ call, fresh = false, aloud = false }: Props) {
  const w = useWords();
  const progress = useStudio((s) => s.progress[call.call_id]);
  const now = useCallState(call);
  const state = { running: w.toolRunning, done: w.toolDone, failed: w.toolFailed }[now];
  const saying = sayingOf(call.text);
  const name = (aloud && saying) || toolInWords(call.tool, w.code);
  return (
    <div className="call" data-state={now}>
      <details>
        <summary>
          <span className="call-mark">
            <Mark state={now} />
          </span>
          <span className="call-name" dir="auto">
            {name}
          </span>
          <span className={now === "done" ? "unseen" : "call-state"}>{state}</span>
          <span className="call-turn">
            <Icon name="next" size={14} mirror />
          </span>
        </summary>
        <div className="call-more">
          <bdi className="code" dir="ltr">
            {call.tool}
          </bdi>
          <Arguments args={call.args ?? {}} />
          {call.state !== "running" && <p dir="auto">{saying || (call.state === "failed" ? w.failed : "")}</p>}
        </div>
      </details>
      {call.state === "running" && progress && (
        <ProgressBar label={name} done={progress.done} total={progress.total} phase={progress.phase} quiet />
      )}
      {call.blocks.map((block, i) => (
        <BlockView key={i} block={block} fresh={fresh} />
      ))}
    </div>
  );
}
