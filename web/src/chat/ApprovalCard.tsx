/* A quote, and a person's own gesture on it. Survives a reload: what it shows is the approval's record. */
import { useState } from "react";

import { decide } from "../store/say";
import { compose, useStudio } from "../store/studio";
import type { Approval, ApprovalStatus } from "../wire/talk";
import { dollars } from "../words/measures";
import { useWords } from "../words/words";
import { Icon } from "../shell/Icon";
import { Sweep } from "../shell/Sweep";

type Shown = Pick<Approval, "id" | "title" | "lines" | "total_micros"> & { expires?: number | undefined };

/** Times are unix microseconds. */
function isOver(expires: number | undefined): boolean {
  return expires !== undefined && expires / 1000 < Date.now();
}

function useStatus(approval: Shown): ApprovalStatus {
  const decided = useStudio((s) => s.decisions[approval.id]);
  const recorded = useStudio((s) => s.project?.approvals?.find((a) => a.id === approval.id)?.status);
  const status = recorded && recorded !== "pending" ? recorded : (decided ?? "pending");
  return status === "pending" && isOver(approval.expires) ? "expired" : status;
}

function Decision({ status }: { status: ApprovalStatus }) {
  const w = useWords();
  const yes = status === "approved" || status === "used";
  const text = yes ? w.approved : status === "expired" || status === "superseded" ? w.expired : w.declined;
  return (
    <p className="decision" data-yes={yes || undefined}>
      <Icon name={yes ? "check" : "cross"} size={18} />
      {text}
    </p>
  );
}

export function ApprovalCard({ approval }: { approval: Shown }) {
  const w = useWords();
  const status = useStatus(approval);
  const [busy, setBusy] = useState(false);
  const answer = async (yes: boolean) => {
    setBusy(true);
    await decide(approval.id, yes);
    setBusy(false);
  };
  return (
    <section className="approval" data-status={status} aria-label={`${w.approvalWanted}: ${approval.title}`}>
      <header>
        <h3 dir="auto">{approval.title}</h3>
        <bdi className="price" dir="ltr">
          {dollars(approval.total_micros)}
        </bdi>
      </header>
      <ul>
        {approval.lines.map((line, i) => (
          <li key={i} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      {status === "pending" ? (
        <>
          <div className="approval-buttons">
            <button type="button" className="button button-lamp" disabled={busy} onClick={() => void answer(true)}>
              {busy ? <Sweep /> : <Icon name="check" size={18} />}
              {w.approve} <bdi dir="ltr">{dollars(approval.total_micros)}</bdi>
            </button>
            <button type="button" className="button" disabled={busy} onClick={() => void answer(false)}>
              {w.decline}
            </button>
            <button type="button" className="link" onClick={() => compose(w.askChangeDraft)}>
              {w.askChange}
            </button>
          </div>
          <small>{w.pendingPlace}</small>
        </>
      ) : (
        <Decision status={status} />
      )}
    </section>
  );
}
