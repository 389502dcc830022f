/* A bar with its name and numbers. With no total it only says that something moves. */
import { fill, useWords } from "../words/words";

interface Props {
  label: string;
  done: number;
  total: number;
  phase?: string | undefined;
  secondsLeft?: number | null | undefined;
  /** The name stands above already; only the numbers are shown. */
  quiet?: boolean;
}

export function ProgressBar({ label, done, total, phase, secondsLeft, quiet = false }: Props) {
  const w = useWords();
  const share = total > 0 ? Math.min(1, done / total) : null;
  const numbers = total > 0 && total <= 999 ? `${done} / ${total}` : share === null ? "" : `${Math.floor(share * 100)}%`;
  const more = [
    phase && phase !== label ? (w.phase[phase] ?? phase) : "",
    secondsLeft ? fill(w.secondsLeft, { n: Math.round(secondsLeft) }) : "",
  ].filter(Boolean);
  return (
    <div className="progress">
      <div className="progress-words">
        {!quiet && <span className="progress-label" dir="auto">{label}</span>}
        {more.length > 0 && <span className="progress-more">{more.join(" · ")}</span>}
        <bdi dir="ltr">{numbers}</bdi>
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <i data-unknown={share === null || undefined} style={share === null ? undefined : { inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}
