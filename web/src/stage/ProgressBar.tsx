/* A bar with its name and numbers. With no total it only says that something moves. */
import { useWords } from "../words/words";

interface Props {
  label: string;
  done: number;
  total: number;
  phase?: string | undefined;
  /** The name stands above already; only the numbers are shown. */
  quiet?: boolean;
}

export function ProgressBar({ label, done, total, phase, quiet = false }: Props) {
  const w = useWords();
  const share = total > 0 ? Math.min(1, done / total) : null;
  const numbers = total > 0 && total <= 999 ? `${done} / ${total}` : share === null ? "" : `${Math.floor(share * 100)}%`;
  const more = phase && phase !== label ? (w.phase[phase] ?? phase) : "";
  return (
    <div className="progress">
      <div className="progress-words">
        {!quiet && <span className="progress-label" dir="auto">{label}</span>}
        {more && <span className="progress-more">{more}</span>}
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
