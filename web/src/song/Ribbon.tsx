/* The song as a ribbon: sections, waveform with its beats, shots. One slider moves the playhead.
   Time runs left to right in every language. */
import { useCallback, useMemo, useRef, type KeyboardEvent, type PointerEvent } from "react";

import { playback, useAt, useTick } from "../stage/playback";
import type { Project } from "../wire/project";
import { clock, rateOf } from "../words/measures";
import { useWords } from "../words/words";
import { Beats } from "./Beats";
import { inOrder } from "./pictures";
import { SectionBand } from "./SectionBand";
import { ShotLane } from "./ShotLane";
import { Waveform } from "./Waveform";

const STEP_SECONDS = 1;
const LEAP_SECONDS = 10;

function usePlayhead(total: number) {
  const box = useRef<HTMLDivElement>(null);
  const move = useCallback(
    (seconds: number) => box.current?.style.setProperty("--played", `${Math.min(100, (seconds / total) * 100)}%`),
    [total],
  );
  useTick(move);
  return box;
}

function stepOf(key: string, now: number, total: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: now + STEP_SECONDS,
    ArrowLeft: now - STEP_SECONDS,
    ArrowUp: now + STEP_SECONDS,
    ArrowDown: now - STEP_SECONDS,
    PageUp: now + LEAP_SECONDS,
    PageDown: now - LEAP_SECONDS,
    Home: 0,
    End: total,
  };
  return steps[key] ?? null;
}

function useScrub(total: number) {
  const seek = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = Math.min(0.9999, Math.max(0, (event.clientX - left) / width));
    playback.seek(share * total);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      seek(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const to = stepOf(event.key, playback.seconds, total);
      if (to === null) return;
      event.preventDefault();
      playback.seek(Math.min(to, total));
    },
  };
}

export function Ribbon({ project }: { project: Project }) {
  const w = useWords();
  const { song } = project;
  const shots = useMemo(() => inOrder(project.shots), [project.shots]);
  const frames = song?.frames ?? shots.at(-1)?.end_frame ?? 1;
  const total = frames / rateOf(project.fps);
  const box = usePlayhead(total);
  const scrub = useScrub(total);
  const now = useAt((seconds) => Math.floor(seconds));
  return (
    <div
      ref={box}
      className="ribbon"
      dir="ltr"
      role="slider"
      tabIndex={0}
      aria-label={w.position}
      aria-valuemin={0}
      aria-valuemax={Math.floor(total)}
      aria-valuenow={now}
      aria-valuetext={`${clock(now)} / ${clock(total)}`}
      {...scrub}
    >
      <SectionBand sections={song?.sections ?? []} frames={frames} />
      <div className="wave-lane">
        <Waveform peaks={song?.peaks ?? []} sections={song?.sections ?? []} frames={frames} />
        <Beats beats={song?.beats ?? []} frames={frames} />
      </div>
      <ShotLane project={project} shots={shots} frames={frames} />
      <i className="playhead" />
    </div>
  );
}
