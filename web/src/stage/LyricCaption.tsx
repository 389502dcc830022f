/* The line that is sung now, over the picture. */
import type { Project } from "../wire/project";
import { rateOf } from "../words/measures";
import { useAt } from "./playback";

export function LyricCaption({ project }: { project: Project }) {
  const fps = rateOf(project.fps);
  const lines = project.song?.lyrics;
  const text = useAt((seconds) => {
    const frame = seconds * fps;
    return lines?.find((line) => frame >= line.start_frame && frame < line.end_frame)?.text ?? "";
  });
  if (!text) return null;
  return (
    <p className="caption" dir="auto">
      <span>{text}</span>
    </p>
  );
}
