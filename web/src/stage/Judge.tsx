/* Yes or no to a picture that waits. No needs words, so it goes to the composer. */
import { useState } from "react";

import { waitsForYes } from "../song/pictures";
import { callTool } from "../store/say";
import type { Project, Shot } from "../wire/project";
import { IconButton } from "../shell/IconButton";
import { fill, useWords } from "../words/words";
import { compose } from "../store/studio";

export function Judge({ project, shot }: { project: Project; shot: Shot }) {
  const w = useWords();
  const [busy, setBusy] = useState(false);
  if (!waitsForYes(project, shot)) return null;
  const approve = async () => {
    setBusy(true);
    await callTool("approve_version", { shot: String(shot.number) });
    setBusy(false);
  };
  return (
    <div className="judge">
      <IconButton icon="check" size={18} label={w.approve} disabled={busy} onClick={() => void approve()} />
      <IconButton
        icon="cross"
        size={18}
        label={w.reject}
        onClick={() => compose(fill(w.rejectDraft, { n: shot.number }))}
      />
    </div>
  );
}

/** One yes to all pictures that wait. */
export function JudgeAll({ project }: { project: Project }) {
  const w = useWords();
  const [busy, setBusy] = useState(false);
  const waiting = (project.shots ?? []).filter((shot) => waitsForYes(project, shot)).length;
  if (waiting < 2) return null;
  const approve = async () => {
    setBusy(true);
    await callTool("approve_version", { shot: "all" });
    setBusy(false);
  };
  return (
    <button type="button" className="button judge-all" disabled={busy} onClick={() => void approve()}>
      {fill(w.approveAll, { n: waiting })}
    </button>
  );
}
