/* The picture: the newest cut when there is one, else the storyboard played against the song. */
import { useRef, useState } from "react";

import { mediaUrl } from "../wire/http";
import type { Cut, Project } from "../wire/project";
import { recall, remember } from "../store/memory";
import { Controls } from "./Controls";
import { FilmReel } from "./FilmReel";
import { LyricCaption } from "./LyricCaption";
import { Storyboard } from "./Storyboard";
import { ViewSwitch } from "./ViewSwitch";

export function playableCuts(project: Project): Cut[] {
  return (project.cuts ?? []).filter((cut) => cut.media_id);
}

function useCaptions(film: boolean): [boolean, () => void] {
  const [wanted, setWanted] = useState(() => recall("captions"));
  const shown = wanted ? wanted === "on" : !film;
  const turn = () => {
    const next = shown ? "off" : "on";
    remember("captions", next);
    setWanted(next);
  };
  return [shown, turn];
}

export function Screen({ project }: { project: Project }) {
  const cuts = playableCuts(project);
  const newest = cuts.at(-1);
  /** What the person chose, and while which cut was newest: a newer cut takes the screen again. */
  const [choice, setChoice] = useState<{ view: string; under: string | undefined } | null>(null);
  const view = choice && choice.under === newest?.id ? choice.view : (newest?.id ?? "storyboard");
  const cut = cuts.find((c) => c.id === view);
  const [captions, turnCaptions] = useCaptions(cut !== undefined);
  const frame = useRef<HTMLDivElement>(null);

  return (
    <section className="screen" ref={frame}>
      <div className="screen-picture">
        {cut ? <FilmReel key={cut.id} url={mediaUrl(project.id, cut.media_id!)} /> : <Storyboard project={project} />}
        {captions && <LyricCaption project={project} />}
        {cuts.length > 0 && (
          <ViewSwitch cuts={cuts} view={view} onView={(next) => setChoice({ view: next, under: newest?.id })} />
        )}
      </div>
      <Controls project={project} cut={cut} captions={captions} onCaptions={turnCaptions} frame={frame} />
    </section>
  );
}
