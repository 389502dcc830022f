/* A cut, in the browser's own video element, driven by our controls. */
import { useEffect, useRef, useState } from "react";

import { useWords } from "../words/words";
import { playback } from "./playback";

export function FilmReel({ url }: { url: string }) {
  const w = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => playback.attach(video.current!), []);
  return (
    <>
      <video
        ref={video}
        className="picture"
        src={url}
        preload="auto"
        playsInline
        onClick={() => playback.toggle()}
        onError={() => setBroken(true)}
      />
      {broken && (
        <p className="screen-words" dir="auto">
          {w.playNotPossible}
        </p>
      )}
    </>
  );
}
