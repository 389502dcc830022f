/* A file in the composer: how far it is, that it is ready, or why it can't go. */
import { isSound, removeFile } from "../store/files";
import type { Attachment } from "../store/studio";
import { bytes } from "../words/measures";
import { fill, useWords } from "../words/words";
import { Icon } from "../shell/Icon";
import { IconButton } from "../shell/IconButton";

function iconOf(file: Attachment) {
  if (file.error) return "warn";
  if (isSound(file.name, file.type)) return "note";
  return file.type.startsWith("image/") ? "picture" : "paper";
}

export function AttachmentChip({ file }: { file: Attachment }) {
  const w = useWords();
  const percent = Math.round(file.share * 100);
  const going = !file.error && !file.mediaId;
  return (
    <div className="file" data-bad={file.error !== null || undefined} role={file.error ? "alert" : "status"}>
      <Icon name={iconOf(file)} size={18} />
      <div className="file-words">
        <bdi className="file-name" dir="ltr">
          {file.name}
        </bdi>
        {file.error ? (
          <span dir="auto">{file.error}</span>
        ) : (
          <span>
            <bdi dir="ltr">{going ? `${percent}%` : bytes(file.size)}</bdi>
            {!going && ` · ${w.ready}`}
          </span>
        )}
      </div>
      <IconButton icon="cross" size={16} label={fill(w.remove, { name: file.name })} onClick={() => removeFile(file.key)} />
      {going && <i className="file-bar" style={{ inlineSize: `${percent}%` }} />}
    </div>
  );
}
