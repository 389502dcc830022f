/* Under the player on a phone: which shot this is, and the words of the song to move by. */
import { useMemo } from "react";

import { inOrder, shotIndexAt } from "../song/pictures";
import type { LyricLine, Project } from "../wire/project";
import { clock, rateOf } from "../words/measures";
import { fill, useWords } from "../words/words";
import { playback, useAt } from "./playback";

function Line({ line, fps }: { line: LyricLine; fps: number }) {
  const now = useAt((seconds) => seconds * fps >= line.start_frame && seconds * fps < line.end_frame);
  return (
    <li>
      <button type="button" aria-current={now || undefined} onClick={() => playback.seek(line.start_frame / fps)}>
        <bdi className="code" dir="ltr">
          {clock(line.start_frame / fps)}
        </bdi>
        <span dir="auto">{line.text}</span>
      </button>
    </li>
  );
}

export function NowPlaying({ project }: { project: Project }) {
  const w = useWords();
  const fps = rateOf(project.fps);
  const shots = useMemo(() => inOrder(project.shots), [project.shots]);
  const shot = shots[useAt((seconds) => shotIndexAt(shots, Math.floor(seconds * fps + 1e-3)))];
  const lines = project.song?.lyrics ?? [];
  return (
    <div className="now-playing">
      {shot && (
        <p>
          <b>{fill(w.shot, { n: shot.number })}</b> <span dir="auto">{shot.description}</span>
        </p>
      )}
      {lines.length > 0 && (
        <ol className="lyrics">
          {lines.map((line) => (
            <Line key={line.start_frame} line={line} fps={fps} />
          ))}
        </ol>
      )}
    </div>
  );
}
