/* The film before there is a film: the song plays, and the shot of the moment shows what it has so far. */
import { type CSSProperties, useCallback, useEffect, useMemo, useRef } from "react";

import { inOrder, isLabelled, shotIndexAt, stillOf } from "../song/pictures";
import { mediaUrl } from "../wire/http";
import type { Project, Shot } from "../wire/project";
import { rateOf } from "../words/measures";
import { cameraPose } from "./camera";
import { playback, useAt, useTick } from "./playback";
import { Slate } from "./Slate";

/** Fetch the next picture ahead of its cut, so that the cut falls on the beat. */
function usePreload(url: string | null): void {
  useEffect(() => {
    if (url) new Image().src = url;
  }, [url]);
}

interface PictureProps {
  url: string;
  shot: Shot;
  fps: number;
  labelled: boolean;
  /** The film's width over its height. */
  shape: number;
}

/** The still under its camera. Only the picture moves: the label drawn into a draft's corner is left out of what
    moves and laid over it, still and whole, as it stands in the clip. */
function Picture({ url, shot, fps, labelled, shape }: PictureProps) {
  const image = useRef<HTMLImageElement>(null);
  const move = useCallback(
    (seconds: number) => {
      const share = (seconds * fps - shot.start_frame) / Math.max(1, shot.end_frame - shot.start_frame);
      if (image.current) image.current.style.transform = cameraPose(shot.camera?.move, share);
    },
    [shot, fps],
  );
  useTick(move);
  const moving = `picture picture-moves${labelled ? " picture-bare" : ""}`;
  return (
    <div className="frame" style={{ "--shape": shape, "--digits": String(shot.number).length } as CSSProperties}>
      {labelled && <img className="picture" src={url} alt="" />}
      <img ref={image} className={moving} src={url} alt={shot.description ?? ""} />
      {labelled && <img className="picture picture-label" src={url} alt="" />}
    </div>
  );
}

export function Storyboard({ project }: { project: Project }) {
  const audio = useRef<HTMLAudioElement>(null);
  const fps = rateOf(project.fps);
  const shots = useMemo(() => inOrder(project.shots), [project.shots]);
  const index = useAt((seconds) => shotIndexAt(shots, Math.floor(seconds * fps + 1e-3)));
  const shot = shots[index];
  const urlOf = (s: Shot | undefined) => {
    const still = s && stillOf(project, s);
    return still ? mediaUrl(project.id, still) : null;
  };
  const url = urlOf(shot);
  usePreload(urlOf(shots[index + 1]));
  const song = project.song?.media_id;
  useEffect(() => (song ? playback.attach(audio.current!) : undefined), [song]);
  const picture = shot && url && (
    <Picture
      key={shot.id}
      url={url}
      shot={shot}
      fps={fps}
      labelled={isLabelled(project, shot)}
      shape={(project.width ?? 16) / (project.height ?? 9)}
    />
  );
  return (
    <div className="storyboard" onClick={() => playback.toggle()}>
      {song && <audio ref={audio} src={mediaUrl(project.id, song)} preload="auto" />}
      {picture || <Slate project={project} shot={shot} />}
    </div>
  );
}
