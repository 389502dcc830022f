/* A few things one could say now, while the conversation is young. They are ordinary messages. */
import { say } from "../store/say";
import { useStudio } from "../store/studio";
import type { Talk } from "../store/talk";
import type { Project } from "../wire/project";
import type { Words } from "../words/en";
import { useWords } from "../words/words";
import { openBlocks } from "./turns";

const YOUNG = 7;

function phrases(project: Project | null, w: Words): string[] {
  if (project?.cuts?.length) return w.suggestFilm;
  if (project?.shots?.length) return w.suggestShots;
  return project?.song ? w.suggestSong : w.suggestEmpty;
}

/** Miri's own choices come first: where she offers some, ours are silent. */
function offersChoices(talk: Talk): boolean {
  return openBlocks(talk.messages).some((block) => block.kind === "choices" || block.kind === "approval");
}

export function Suggestions({ talk }: { talk: Talk }) {
  const w = useWords();
  const project = useStudio((s) => s.project);
  if (talk.messages.length > YOUNG || talk.sending.length || talk.pending.length || offersChoices(talk)) return null;
  return (
    <div className="suggestions">
      <p>{w.suggestTitle}</p>
      <div className="chips">
        {phrases(project, w).map((phrase) => (
          <button type="button" key={phrase} className="chip" dir="auto" onClick={() => say(phrase)}>
            {phrase}
          </button>
        ))}
      </div>
    </div>
  );
}
