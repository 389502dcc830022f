/* A picture or a clip, large. Escape, the cross or a click beside it closes it. */
import { useEffect, useRef } from "react";

import { change, useStudio } from "../store/studio";
import { useWords } from "../words/words";
import { IconButton } from "./IconButton";

export function Lightbox() {
  const w = useWords();
  const media = useStudio((s) => s.openMedia);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => change({ openMedia: null });

  useEffect(() => {
    if (media) dialog.current?.showModal();
  }, [media]);

  if (!media) return null;
  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-label={media.title || w.shots}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {media.type.startsWith("video/") ? (
        <video src={media.url} controls autoPlay dir="ltr" />
      ) : (
        <img src={media.url} alt={media.title} />
      )}
      <div className="lightbox-foot">
        <p dir="auto">{media.title}</p>
        <IconButton icon="cross" label={w.close} onClick={close} />
      </div>
    </dialog>
  );
}
