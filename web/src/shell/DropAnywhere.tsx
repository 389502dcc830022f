/* The whole page is a place to drop a file on; a veil says so while one hovers. */
import { useEffect, useState } from "react";

import { addFiles } from "../store/files";
import { useWords } from "../words/words";
import { Icon } from "./Icon";

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

export function DropAnywhere() {
  const w = useWords();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void addFiles(event.dataTransfer!.files);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);

  if (!over) return null;
  return (
    <div className="veil" aria-hidden="true">
      <div className="veil-frame">
        <Icon name="note" size={44} />
        <p>{w.dropAnywhere}</p>
      </div>
    </div>
  );
}
