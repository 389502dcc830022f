/* Pictures, clips and sounds in a message. A click opens them large. */
import { change, useStudio } from "../store/studio";
import type { Shown } from "../wire/blocks";
import { mediaUrl } from "../wire/http";
import { fill, useWords } from "../words/words";

function Picture({ item, url }: { item: Shown; url: string }) {
  const w = useWords();
  const title = item.title || (item.shot ? fill(w.shot, { n: item.shot }) : "");
  const open = () => change({ openMedia: { url, type: item.content_type, title } });
  const ratio = item.width && item.height ? `${item.width} / ${item.height}` : "16 / 9";
  return (
    <button type="button" className="shown" onClick={open} aria-label={title || w.shots}>
      {item.content_type.startsWith("video/") ? (
        <video src={url} preload="metadata" muted playsInline style={{ aspectRatio: ratio }} />
      ) : (
        <img src={url} alt="" loading="lazy" style={{ aspectRatio: ratio }} />
      )}
      {title && <span dir="auto">{title}</span>}
    </button>
  );
}

function Item({ item }: { item: Shown }) {
  const project = useStudio((s) => s.projectId) ?? "";
  const url = mediaUrl(project, item.media_id);
  if (item.content_type.startsWith("audio/"))
    return (
      <figure className="sound">
        {item.title && <figcaption dir="auto">{item.title}</figcaption>}
        <audio src={url} controls preload="none" dir="ltr" />
      </figure>
    );
  if (/^(image|video)\//.test(item.content_type)) return <Picture item={item} url={url} />;
  return (
    <a className="attached" href={url} download={item.title || item.media_id}>
      <bdi>{item.title || item.media_id}</bdi>
    </a>
  );
}

export function Gallery({ items }: { items: Shown[] }) {
  return (
    <div className="gallery" data-count={Math.min(items.length, 4)}>
      {items.map((item) => (
        <Item key={item.media_id + (item.version_id ?? "")} item={item} />
      ))}
    </div>
  );
}
