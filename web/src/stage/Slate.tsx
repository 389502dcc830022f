/* The clapperboard's face: what stands on the screen where no picture has been drawn yet. */
import type { Project, Shot } from "../wire/project";
import { fill, useWords } from "../words/words";
import { Leader } from "./Leader";

export function Slate({ project, shot }: { project: Project; shot: Shot | undefined }) {
  const w = useWords();
  return (
    <div className="slate">
      <Leader />
      <div className="slate-words">
        {shot ? (
          <>
            <p className="slate-number">{fill(w.shot, { n: shot.number })}</p>
            <p className="slate-text" dir="auto">
              {shot.description}
            </p>
          </>
        ) : (
          <p className="slate-number" dir="auto">
            {project.song?.name || project.name}
          </p>
        )}
      </div>
    </div>
  );
}
