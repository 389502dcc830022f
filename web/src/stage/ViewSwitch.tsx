/* Film or storyboard: the last few cuts and the shots as they stand now. */
import type { Cut } from "../wire/project";
import { fill, useWords } from "../words/words";

const SHOWN = 3;

interface Props {
  cuts: Cut[];
  view: string;
  onView: (view: string) => void;
}

export function ViewSwitch({ cuts, view, onView }: Props) {
  const w = useWords();
  const name = (cut: Cut) => fill(cut.kind === "final" ? w.cutFinal : w.cutPreview, { n: cut.number });
  const options = [
    ...cuts.slice(-SHOWN).map((cut) => ({ id: cut.id, label: name(cut) })),
    { id: "storyboard", label: w.storyboard },
  ];
  return (
    <div className="view-switch" role="group" aria-label={w.stage}>
      {options.map(({ id, label }) => (
        <button type="button" key={id} aria-pressed={id === view} onClick={() => onView(id)}>
          {label}
        </button>
      ))}
    </div>
  );
}
