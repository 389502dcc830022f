/* One message: a person's in a bubble, Miri's as plain text with her tools and what she shows. */
import { memo } from "react";

import { useStudio } from "../store/studio";
import { mediaUrl } from "../wire/http";
import type { Attached, Message } from "../wire/talk";
import { isSound } from "../store/files";
import { Icon } from "../shell/Icon";
import { useWords } from "../words/words";
import { BlockView } from "./BlockView";
import { Markdown } from "./Markdown";
import { Said } from "./Said";
import { ToolCard } from "./ToolCard";

export function AttachedFile({ file }: { file: Attached }) {
  const project = useStudio((s) => s.projectId) ?? "";
  if (file.content_type.startsWith("image/"))
    return <img className="attached-image" src={mediaUrl(project, file.media_id)} alt={file.name} loading="lazy" />;
  return (
    <span className="attached">
      <Icon name={isSound(file.name, file.content_type) ? "note" : "paper"} size={18} />
      <bdi dir="ltr">{file.name}</bdi>
    </span>
  );
}

interface Props {
  message: Message;
  /** The first of a run by the same speaker. */
  first: boolean;
  /** Nobody has answered since: its choices are still to be made. */
  fresh: boolean;
}

export const MessageView = memo(function MessageView({ message, first, fresh }: Props) {
  const w = useWords();
  const who = message.role === "miri" ? w.miri : w.you;
  return (
    <article className={`message message-${message.role}`} data-first={first || undefined} aria-label={who}>
      {message.media.length > 0 && (
        <div className="attached-row">
          {message.media.map((file) => (
            <AttachedFile key={file.media_id} file={file} />
          ))}
        </div>
      )}
      {message.role === "person" ? <Said text={message.text} /> : message.text && <Markdown text={message.text} />}
      {message.blocks.map((block, i) => (
        <BlockView key={i} block={block} fresh={fresh} />
      ))}
      {message.tools.map((call) => (
        <ToolCard key={call.call_id} call={call} fresh={fresh} aloud={message.turn_id === null} />
      ))}
    </article>
  );
});
