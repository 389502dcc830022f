/* A tick for every beat, a longer one for the first of each bar. Long songs keep only the bars. */
import { useMemo } from "react";

const CROWDED = 220;

interface Props {
  beats: { frame: number; downbeat: boolean }[];
  frames: number;
}

export function Beats({ beats, frames }: Props) {
  const [small, large] = useMemo(() => {
    const at = (frame: number) => ((frame / frames) * 1000).toFixed(2);
    const bars = beats.filter((beat) => beat.downbeat);
    const others = beats.length > CROWDED ? [] : beats.filter((beat) => !beat.downbeat);
    return [
      others.map((beat) => `M${at(beat.frame)} 0v5`).join(""),
      bars.map((beat) => `M${at(beat.frame)} 0v10`).join(""),
    ];
  }, [beats, frames]);
  if (!beats.length) return null;
  return (
    <svg className="beats" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <path className="beat" d={small} />
      <path className="beat beat-bar" d={large} />
    </svg>
  );
}
