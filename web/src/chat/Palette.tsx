/* The film's look: its colours side by side, each with its code, and the words for it. */
import type { PaletteBlock } from "../wire/blocks";

export function Palette({ block }: { block: PaletteBlock }) {
  return (
    <figure className="palette">
      <div className="palette-row">
        {block.colours.map((colour, i) => (
          <span key={i}>
            <i style={{ backgroundColor: colour }} />
            <bdi dir="ltr">{colour}</bdi>
          </span>
        ))}
      </div>
      {block.words && <figcaption dir="auto">{block.words}</figcaption>}
    </figure>
  );
}
