/* Files on their way: upload as soon as they are dropped, then they go along with a message. */
import { newKey } from "../wire/http";
import type { Attached } from "../wire/talk";
import { upload } from "../wire/upload";
import { words } from "../words/words";
import { inWords } from "./open";
import { say } from "./say";
import { type Attachment, change, studio } from "./studio";

const SOUND = /\.(mp3|wav|flac|m4a|aac|ogg|oga|opus|aif|aiff)$/i;
const KNOWN = /\.(lrc|txt|srt|vtt|csv|json|md|png|jpe?g|webp|gif|heic|mp4|mov|webm|m4v)$/i;

export function isSound(name: string, type: string): boolean {
  return type.startsWith("audio/") || SOUND.test(name);
}

/** Why a file can't be sent, said before any byte travels; null when it may try. */
function refuse(file: File): string | null {
  if (file.size === 0) return words().fileEmpty;
  if (isSound(file.name, file.type) || /^(image|video|text)\//.test(file.type) || KNOWN.test(file.name)) return null;
  return words().fileUnknown;
}

function touch(key: string, now: Partial<Attachment>): void {
  change((s) => ({ attachments: s.attachments.map((a) => (a.key === key ? { ...a, ...now } : a)) }));
}

export function removeFile(key: string): void {
  studio().attachments.find((a) => a.key === key)?.cancel();
  change((s) => ({ attachments: s.attachments.filter((a) => a.key !== key) }));
}

async function send(project: string, file: File): Promise<Attachment | null> {
  const key = newKey();
  const error = refuse(file);
  const job = error ? null : upload(project, file, (share) => touch(key, { share }));
  const fresh: Attachment = {
    key,
    name: file.name,
    type: file.type,
    size: file.size,
    share: 0,
    mediaId: null,
    error,
    cancel: job?.cancel ?? (() => {}),
  };
  change((s) => ({ attachments: [...s.attachments, fresh] }));
  if (!job) return null;
  try {
    const stored = await job.done;
    touch(key, { share: 1, mediaId: stored.media_id, type: stored.content_type });
    return studio().attachments.find((a) => a.key === key) ?? null;
  } catch (refusal) {
    touch(key, { error: inWords(refusal) });
    return null;
  }
}

/** The first song of an empty project is not left lying in the composer: dropping it is saying it. */
function sayFirstSong(file: Attachment): void {
  const { project, draft, attachments } = studio();
  if (project?.song || draft.trim() || attachments.length !== 1 || !isSound(file.name, file.type)) return;
  say(words().hereIsMySong, takeFiles());
}

export async function addFiles(files: Iterable<File>): Promise<void> {
  const { projectId } = studio();
  if (!projectId) return;
  const sent = await Promise.all([...files].map((file) => send(projectId, file)));
  const [only] = sent;
  if (sent.length === 1 && only) sayFirstSong(only);
}

/** Take the uploaded files out of the composer, to go along with a message. */
export function takeFiles(): Attached[] {
  const ready = studio().attachments.filter((a) => a.mediaId);
  change((s) => ({ attachments: s.attachments.filter((a) => !a.mediaId) }));
  return ready.map((a) => ({ media_id: a.mediaId!, content_type: a.type, name: a.name }));
}
