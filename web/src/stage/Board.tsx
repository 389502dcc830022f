/* The shots as cards, under their scenes, in the song's order. */
import { useMemo } from "react";

import { inOrder, stillOf } from "../song/pictures";
import type { Project, Scene, Shot } from "../wire/project";
import { clock, rateOf } from "../words/measures";
import { fill, useWords } from "../words/words";
import { JudgeAll } from "./Judge";
import { ShotCard } from "./ShotCard";

interface Group {
  scene: Scene | null;
  shots: Shot[];
}

function byScene(project: Project): Group[] {
  const groups: Group[] = [];
  for (const shot of inOrder(project.shots)) {
    const scene = project.scenes?.find((s) => s.id === shot.scene_id) ?? null;
    const last = groups.at(-1);
    if (last && last.scene?.id === scene?.id) last.shots.push(shot);
    else groups.push({ scene, shots: [shot] });
  }
  return groups;
}

function SceneHead({ scene, fps }: { scene: Scene; fps: number }) {
  const w = useWords();
  return (
    <header className="scene-head">
      <span className="scene-number">{fill(w.scene, { n: scene.number })}</span>
      <h3 dir="auto">{scene.title}</h3>
      <bdi className="code" dir="ltr">
        {clock(scene.start_frame / fps)}–{clock(scene.end_frame / fps)}
      </bdi>
    </header>
  );
}

export function Board({ project }: { project: Project }) {
  const w = useWords();
  const groups = useMemo(() => byScene(project), [project]);
  const shots = project.shots ?? [];
  const drawn = shots.filter((shot) => stillOf(project, shot)).length;
  const fps = rateOf(project.fps);
  return (
    <section className="board" aria-label={w.board}>
      <header className="board-head">
        <h2>{w.board}</h2>
        {shots.length > 0 && (
          <span className="soft">
            {drawn < shots.length
              ? fill(w.readyCount, { n: drawn, m: shots.length })
              : fill(w.shotCount, { n: shots.length })}
          </span>
        )}
        <JudgeAll project={project} />
      </header>
      {shots.length === 0 && (
        <div className="board-empty">
          <h3>{w.noShots}</h3>
          <p>{w.noShotsMore}</p>
        </div>
      )}
      {groups.map(({ scene, shots: cards }) => (
        <div className="scene" key={cards[0]!.id}>
          {scene && <SceneHead scene={scene} fps={fps} />}
          <ul className="cards">
            {cards.map((shot) => (
              <ShotCard key={shot.id} project={project} shot={shot} fps={fps} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
