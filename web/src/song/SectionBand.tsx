/* Verse, chorus, bridge: the song's own colours, which the whole stage borrows. */
import type { Section } from "../wire/project";
import { useWords } from "../words/words";

/** Part of the song's length, as a percentage for a style. */
export function share(frames: number, of: number): string {
  return `${((frames / of) * 100).toFixed(4)}%`;
}

export function SectionBand({ sections, frames }: { sections: Section[]; frames: number }) {
  const w = useWords();
  if (!sections.length) return null;
  return (
    <div className="sections">
      {sections.map((section) => (
        <span
          key={section.id}
          data-section={section.label}
          style={{ inlineSize: share(section.end_frame - section.start_frame, frames) }}
        >
          <bdi>{w.section[section.label] ?? section.label}</bdi>
        </span>
      ))}
    </div>
  );
}
