/* Which film is open, the others, and a new one. */
import { guarded, listProjects, newProject, openProject } from "../store/open";
import { useStudio } from "../store/studio";
import { mediaUrl } from "../wire/http";
import type { ProjectSummary } from "../wire/project";
import { useWords } from "../words/words";
import { Icon } from "./Icon";
import { useMenu } from "./useMenu";

function Thumb({ project }: { project: ProjectSummary }) {
  const media = project.thumbnail_media_id;
  return (
    <span className="menu-thumb">
      {media ? <img src={mediaUrl(project.id, media)} alt="" loading="lazy" /> : <Icon name="reel" />}
    </span>
  );
}

export function ProjectMenu() {
  const w = useWords();
  const menu = useMenu();
  const current = useStudio((s) => s.project);
  const projects = useStudio((s) => s.projects);
  const show = () => {
    if (!menu.open) void listProjects().catch(() => {});
    menu.toggle();
  };
  const pick = (run: () => Promise<void>) => {
    menu.close();
    void guarded(run);
  };
  if (!current) return null;
  return (
    <div className="menu-home" ref={menu.box}>
      <button type="button" ref={menu.button} className="menu-button" aria-expanded={menu.open} onClick={show}>
        <bdi className="menu-title">{current.name || current.song?.name || w.untitledProject}</bdi>
        <Icon name="down" size={16} />
      </button>
      {menu.open && (
        <div className="menu" role="group" aria-label={w.projects}>
          {projects.map((project) => (
            <button
              type="button"
              key={project.id}
              className="menu-item"
              aria-current={project.id === current.id || undefined}
              onClick={() => pick(() => openProject(project.id))}
            >
              <Thumb project={project} />
              <bdi className="menu-title">{project.name || w.untitledProject}</bdi>
            </button>
          ))}
          <button type="button" className="menu-item menu-new" data-first onClick={() => pick(newProject)}>
            <Icon name="plus" />
            {w.newProject}
          </button>
        </div>
      )}
    </div>
  );
}
