/* What one looks at while talking: the screen, the song under it, and the shots as they arrive. */
import { useEffect } from "react";

import { Ribbon } from "../song/Ribbon";
import { useStudio } from "../store/studio";
import { useWords } from "../words/words";
import { Board } from "./Board";
import { FilmReady } from "./FilmReady";
import { JobStrip } from "./JobStrip";
import { NowPlaying } from "./NowPlaying";
import { playback } from "./playback";
import { Screen } from "./Screen";
import { Welcome } from "./Welcome";

export function Stage() {
  const w = useWords();
  const project = useStudio((s) => s.project);
  const id = project?.id;
  useEffect(() => playback.rewind(), [id]);
  if (!project) return null;
  if (!project.song && !project.shots?.length) return <Welcome />;
  return (
    <section className="stage" aria-label={w.stage}>
      <div className="stage-film">
        <Screen key={project.id} project={project} />
        <Ribbon project={project} />
        <FilmReady project={project} />
        <NowPlaying project={project} />
      </div>
      <JobStrip />
      <Board project={project} />
    </section>
  );
}
