/* One shot: its picture when drawn, where it stands in the song, how far it is. Click: the playhead goes there. */
import { useState } from "react";

import { stillOf, waitsForYes } from "../song/pictures";
import { compose } from "../store/studio";
import { mediaUrl } from "../wire/http";
import type { Project, Shot } from "../wire/project";
import { Icon } from "../shell/Icon";
import { IconButton } from "../shell/IconButton";
import { Sweep } from "../shell/Sweep";
import { clock } from "../words/measures";
import { fill, useWords } from "../words/words";
import { Judge } from "./Judge";
import { playback, useAt } from "./playback";

const AT_WORK = new Set(["GENERATING_IMAGE", "REFINING", "GENERATING_VIDEO"]);

function Still({ url, shot }: { url: string | null; shot: Shot }) {
  const [shown, setShown] = useState(false);
  if (!url) return <span className="still-empty">{AT_WORK.has(shot.status) ? <Sweep size={26} /> : shot.number}</span>;
  return (
    <img
      key={url}
      src={url}
      alt=""
      loading="lazy"
      data-shown={shown}
      ref={(image) => void (image?.complete && setShown(true))}
      onLoad={() => setShown(true)}
    />
  );
}

/** The shot's status, with one word more: a picture that was approved and does not move yet. */
function stateOf(project: Project, shot: Shot): Shot["status"] | "APPROVED" {
  const asked = shot.status === "AWAITING_APPROVAL";
  return asked && !waitsForYes(project, shot) ? "APPROVED" : shot.status;
}

interface Props {
  project: Project;
  shot: Shot;
  fps: number;
}

export function ShotCard({ project, shot, fps }: Props) {
  const w = useWords();
  const still = stillOf(project, shot);
  const now = useAt((seconds) => seconds * fps >= shot.start_frame && seconds * fps < shot.end_frame);
  const state = stateOf(project, shot);
  const status = state === "APPROVED" ? w.approved : (w.status[state] ?? state);
  const length = ((shot.end_frame - shot.start_frame) / fps).toFixed(1);
  return (
    <li className="card" data-now={now || undefined} data-status={shot.status}>
      <button
        type="button"
        className="card-face"
        aria-label={`${fill(w.shot, { n: shot.number })}, ${status}. ${shot.description ?? ""}`}
        onClick={() => playback.seek((shot.start_frame + 0.5) / fps)}
      >
        <Still url={still ? mediaUrl(project.id, still) : null} shot={shot} />
        <bdi className="card-number" dir="ltr">
          {shot.number}
        </bdi>
        {shot.locked && (
          <span className="card-lock" title={w.locked}>
            <Icon name="lock" size={14} />
          </span>
        )}
      </button>
      <Judge project={project} shot={shot} />
      <div className="card-foot">
        <span className="status" data-status={state}>
          {status}
        </span>
        <bdi className="code" dir="ltr">
          {clock(shot.start_frame / fps)} · {length}s
        </bdi>
        <IconButton
          icon="talk"
          size={16}
          label={w.askAbout}
          onClick={() => compose(fill(w.askAboutDraft, { n: shot.number }))}
        />
      </div>
      {shot.description && (
        <p className="card-text" dir="auto">
          {shot.description}
        </p>
      )}
    </li>
  );
}
