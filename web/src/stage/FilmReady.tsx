/* The payoff: the newest cut, to be taken home. */
import { Icon } from "../shell/Icon";
import { mediaUrl } from "../wire/http";
import type { Cut, Project } from "../wire/project";
import { clock, rateOf } from "../words/measures";
import { fill, useWords } from "../words/words";
import { playableCuts } from "./Screen";

/** What the file is called on the person's disk. */
export function fileName(project: Project, cut: Cut): string {
  const name = project.name || project.song?.name || "miri";
  return `${name.replace(/[\\/:*?"<>|]+/g, " ").trim()}-${cut.number}.mp4`;
}

export function FilmReady({ project }: { project: Project }) {
  const w = useWords();
  const cut = playableCuts(project).at(-1);
  if (!cut?.media_id) return null;
  const size = cut.kind === "final" && cut.width && cut.height ? ` · ${cut.width}×${cut.height}` : "";
  return (
    <div className="film-ready">
      <h2>{fill(cut.kind === "final" ? w.cutFinal : w.cutPreview, { n: cut.number })}</h2>
      <bdi className="code" dir="ltr">
        {clock(cut.frames / rateOf(project.fps))}
        {size}
      </bdi>
      <a className="button" href={mediaUrl(project.id, cut.media_id)} download={fileName(project, cut)}>
        <Icon name="download" size={18} />
        {w.download}
      </a>
    </div>
  );
}
