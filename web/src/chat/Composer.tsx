/* Where one speaks: words, files by button or paste, commands after a slash; Enter sends, Escape stops. */
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";

import { addFiles, takeFiles } from "../store/files";
import { say, stop } from "../store/say";
import { change, studio, useStudio, useTalk } from "../store/studio";
import { useWords } from "../words/words";
import { Icon } from "../shell/Icon";
import { IconButton } from "../shell/IconButton";
import { AttachmentChip } from "./AttachmentChip";
import { CommandHint, CommandMenu, matching } from "./CommandMenu";

function useCommands(draft: string) {
  const tools = useStudio((s) => s.tools);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState<string | null>(null);
  const found = closed === draft ? [] : matching(tools, draft);
  const index = Math.min(at, Math.max(0, found.length - 1));
  const pick = (name: string) => {
    change({ draft: `/${name} ` });
    setAt(0);
  };
  return { found, index, pick, move: (by: number) => setAt((index + by + found.length) % found.length), close: () => setClosed(draft) };
}

function send(): void {
  const { draft, attachments } = studio();
  const uploading = attachments.some((a) => !a.mediaId && !a.error);
  if (uploading || (!draft.trim() && !attachments.some((a) => a.mediaId))) return;
  change({ draft: "" });
  say(draft, takeFiles());
}

function onPaste(event: ClipboardEvent): void {
  const { files } = event.clipboardData;
  if (!files.length) return;
  event.preventDefault();
  void addFiles(files);
}

export function Composer() {
  const w = useWords();
  const draft = useStudio((s) => s.draft);
  const attachments = useStudio((s) => s.attachments);
  const { running } = useTalk();
  const commands = useCommands(draft);
  const input = useRef<HTMLInputElement>(null);
  const uploading = attachments.some((a) => !a.mediaId && !a.error);
  const nothing = !draft.trim() && !attachments.some((a) => a.mediaId);

  /** Keys the open command list takes for itself. */
  const inCommands = (event: KeyboardEvent): boolean => {
    const chosen = commands.found[commands.index];
    if (!chosen) return false;
    if (event.key === "ArrowDown") commands.move(1);
    else if (event.key === "ArrowUp") commands.move(-1);
    else if (event.key === "Tab" || (event.key === "Enter" && draft !== `/${chosen.name}`)) commands.pick(chosen.name);
    else if (event.key === "Escape") commands.close();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (inCommands(event)) return event.preventDefault();
    if (event.key === "Escape" && running) void stop();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CommandMenu found={commands.found} index={commands.index} onPick={commands.pick} />
      <CommandHint draft={draft} />
      {attachments.length > 0 && (
        <div className="composer-files">
          {attachments.map((file) => (
            <AttachmentChip key={file.key} file={file} />
          ))}
        </div>
      )}
      <div className="composer-row">
        <input
          ref={input}
          type="file"
          multiple
          className="unseen"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            void addFiles([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <IconButton icon="clip" label={w.attach} onClick={() => input.current?.click()} />
        <div className="grow" data-value={draft}>
          <textarea
            id="composer"
            rows={1}
            dir={draft ? "auto" : undefined}
            value={draft}
            placeholder={running ? w.placeholderQueue : w.placeholder}
            aria-label={w.placeholder}
            aria-autocomplete="list"
            aria-controls={commands.found.length ? "commands" : undefined}
            aria-activedescendant={commands.found.length ? `command-${commands.index}` : undefined}
            onChange={(event) => change({ draft: event.target.value })}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        </div>
        {running && nothing ? (
          <button type="button" className="send send-stop" aria-label={w.stop} title={w.stop} onClick={() => void stop()}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" className="send" aria-label={w.send} title={w.send} disabled={nothing || uploading}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  );
}
