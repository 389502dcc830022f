/* What was just said and has not come back yet: on its way, waiting its turn, or not sent. */
import { sayAgain } from "../store/say";
import type { Outgoing } from "../store/talk";
import { useWords } from "../words/words";
import { AttachedFile } from "./MessageView";
import { Said } from "./Said";

export function OutgoingView({ out, queued }: { out: Outgoing; queued: boolean }) {
  const w = useWords();
  return (
    <article className="message message-person" data-first data-failed={out.failed !== null || undefined}>
      {out.media.length > 0 && (
        <div className="attached-row">
          {out.media.map((file) => (
            <AttachedFile key={file.media_id} file={file} />
          ))}
        </div>
      )}
      <Said text={out.text} />
      {out.failed === null ? (
        <p className="said-state">{queued ? w.waiting : w.sending}</p>
      ) : (
        <p className="said-state said-failed" role="alert">
          <span dir="auto">
            {w.notSent} {out.failed}
          </span>
          <button type="button" className="link" onClick={() => sayAgain(out.key)}>
            {w.tryAgain}
          </button>
        </p>
      )}
    </article>
  );
}
