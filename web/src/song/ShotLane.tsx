/* The shots laid on the song at their true length: the film at a glance. */
import { mediaUrl } from "../wire/http";
import type { Project, Shot } from "../wire/project";
import { stillOf } from "./pictures";
import { share } from "./SectionBand";

interface Props {
  project: Project;
  shots: Shot[];
  frames: number;
}

export function ShotLane({ project, shots, frames }: Props) {
  if (!shots.length) return null;
  return (
    <div className="shot-lane" aria-hidden="true">
      {shots.map((shot) => {
        const still = stillOf(project, shot);
        return (
          <span
            key={shot.id}
            data-status={shot.status}
            style={{
              inlineSize: share(shot.end_frame - shot.start_frame, frames),
              backgroundImage: still ? `url("${mediaUrl(project.id, still)}")` : undefined,
            }}
          />
        );
      })}
    </div>
  );
}
