/* What must be said beside the conversation: a refused button, a lost line. */
import { change, useStudio } from "../store/studio";
import { useWords } from "../words/words";
import { IconButton } from "./IconButton";
import { Sweep } from "./Sweep";

export function Notices() {
  const w = useWords();
  const text = useStudio((s) => s.notice);
  const offline = useStudio((s) => s.connection === "offline");
  return (
    <div className="notices" role="alert">
      {offline && (
        <p className="notice">
          <Sweep /> {w.offline}
        </p>
      )}
      {text && (
        <p className="notice notice-bad">
          <span dir="auto">{text}</span>
          <IconButton icon="cross" size={16} label={w.close} onClick={() => change({ notice: null })} />
        </p>
      )}
    </div>
  );
}
