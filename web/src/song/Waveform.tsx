/* The outline of the sound, painted in its sections' colours; what has been played is brighter. */
import { useId, useMemo } from "react";

import type { Section } from "../wire/project";
import { outline, WAVE_HEIGHT, WAVE_WIDTH } from "./peaks";

interface Props {
  peaks: number[];
  sections: Section[];
  frames: number;
}

function Painted({ clip, sections, frames }: { clip: string; sections: Section[]; frames: number }) {
  const x = (frame: number) => (frame / frames) * WAVE_WIDTH;
  const parts = sections.length ? sections : [{ id: "all", label: "", start_frame: 0, end_frame: frames }];
  return (
    <g clipPath={`url(#${clip})`}>
      {parts.map((part) => (
        <rect
          key={part.id}
          data-section={part.label}
          x={x(part.start_frame)}
          width={x(part.end_frame - part.start_frame)}
          height={WAVE_HEIGHT}
        />
      ))}
    </g>
  );
}

export function Waveform({ peaks, sections, frames }: Props) {
  const id = useId();
  const path = useMemo(() => outline(peaks), [peaks]);
  if (!path) return <div className="wave-none" />;
  const box = `0 0 ${WAVE_WIDTH} ${WAVE_HEIGHT}`;
  return (
    <>
      {(["ahead", "played"] as const).map((layer) => (
        <svg key={layer} className={`wave wave-${layer}`} viewBox={box} preserveAspectRatio="none" aria-hidden="true">
          <clipPath id={`${id}-${layer}`}>
            <path d={path} />
          </clipPath>
          <Painted clip={`${id}-${layer}`} sections={sections} frames={frames} />
        </svg>
      ))}
    </>
  );
}
