/* The player's own controls. Always left to right, as time is. */
import { useEffect, type RefObject } from "react";

import { mediaUrl } from "../wire/http";
import type { Cut, Project } from "../wire/project";
import { Icon } from "../shell/Icon";
import { IconButton } from "../shell/IconButton";
import { clock, rateOf } from "../words/measures";
import { useWords } from "../words/words";
import { fileName } from "./FilmReady";
import { playback, useAt, useMuted, usePlaying } from "./playback";

const JUMP_SECONDS = 5;

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.("input, textarea, select, button, a, dialog, [role=slider], [contenteditable]");
}

/** Space or K plays, J and L jump; never while typing. */
function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === " " || key === "k") playback.toggle();
      else if (key === "j") playback.seek(playback.seconds - JUMP_SECONDS);
      else if (key === "l") playback.seek(playback.seconds + JUMP_SECONDS);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function Time({ total }: { total: number }) {
  const now = useAt((seconds) => clock(seconds));
  return (
    <bdi className="time" dir="ltr">
      {now} <i>/ {clock(total)}</i>
    </bdi>
  );
}

interface Props {
  project: Project;
  cut: Cut | undefined;
  captions: boolean;
  onCaptions: () => void;
  frame: RefObject<HTMLElement | null>;
}

export function Controls({ project, cut, captions, onCaptions, frame }: Props) {
  const w = useWords();
  const playing = usePlaying();
  const muted = useMuted();
  useKeys();
  const frames = cut?.frames ?? project.song?.frames ?? 0;
  const full = () => void (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen());
  return (
    <div className="controls" dir="ltr">
      <IconButton
        className="play"
        icon={playing ? "pause" : "play"}
        label={playing ? w.pause : w.play}
        onClick={() => playback.toggle()}
      />
      <Time total={frames / rateOf(project.fps)} />
      <span className="controls-space" />
      {!!project.song?.lyrics?.length && (
        <IconButton
          icon="captions"
          label={captions ? w.captionsOff : w.captionsOn}
          aria-pressed={captions}
          onClick={onCaptions}
        />
      )}
      <IconButton icon={muted ? "soundOff" : "sound"} label={muted ? w.unmute : w.mute} onClick={() => playback.mute()} />
      {cut?.media_id && (
        <a
          className="icon-button"
          href={mediaUrl(project.id, cut.media_id)}
          download={fileName(project, cut)}
          aria-label={w.download}
          title={w.download}
        >
          <Icon name="download" />
        </a>
      )}
      <IconButton icon="full" label={w.fullscreen} onClick={full} />
    </div>
  );
}
