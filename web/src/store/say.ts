/* What a person does in the chat: say, try again, stop, decide. Each is one call to the server. */
import { api, newKey } from "../wire/http";
import type { ApprovalStatus, Attached } from "../wire/talk";
import { inWords } from "./open";
import { change, notice, studio } from "./studio";
import type { Outgoing, Talk } from "./talk";

function changeTalk(id: string, touch: (talk: Talk) => Talk): void {
  change((s) => {
    const talk = s.talks[id];
    return talk ? { talks: { ...s.talks, [id]: touch(talk) } } : {};
  });
}

async function deliver(thread: string, out: Outgoing): Promise<void> {
  const media = out.media.map((file) => file.media_id);
  try {
    const { message_id } = await api.say(thread, out.text, media, out.key);
    changeTalk(thread, (talk) => ({
      ...talk,
      sending: talk.messages.some((m) => m.id === message_id)
        ? talk.sending.filter((s) => s.key !== out.key)
        : talk.sending.map((s) => (s.key === out.key ? { ...s, id: message_id } : s)),
    }));
  } catch (error) {
    const failed = inWords(error);
    changeTalk(thread, (talk) => ({
      ...talk,
      sending: talk.sending.map((s) => (s.key === out.key ? { ...s, failed } : s)),
    }));
  }
}

/** Send words (and files already uploaded) to the open thread; shown at once, marked if it fails. */
export function say(text: string, media: Attached[] = []): void {
  const { threadId } = studio();
  if (!threadId || (!text.trim() && !media.length)) return;
  const out: Outgoing = { key: newKey(), text: text.trim(), media, failed: null, id: null };
  changeTalk(threadId, (talk) => ({ ...talk, sending: [...talk.sending, out] }));
  void deliver(threadId, out);
}

/** Send again what failed; the same key, so that it is never said twice. */
export function sayAgain(key: string): void {
  const { threadId, talks } = studio();
  const out = threadId ? talks[threadId]?.sending.find((s) => s.key === key) : undefined;
  if (!threadId || !out) return;
  const retry = { ...out, failed: null };
  changeTalk(threadId, (talk) => ({
    ...talk,
    sending: talk.sending.map((s) => (s.key === key ? retry : s)),
  }));
  void deliver(threadId, retry);
}

export async function stop(): Promise<void> {
  const { threadId } = studio();
  if (!threadId) return;
  try {
    await api.stop(threadId);
  } catch (error) {
    notice(inWords(error));
  }
}

/** Call a tool from a button; a refusal is shown as a notice. Tells whether it went through. */
export async function callTool(name: string, args: object, key = newKey()): Promise<boolean> {
  const { projectId, threadId } = studio();
  if (!projectId) return false;
  try {
    await api.tool(projectId, name, args, threadId, key);
    return true;
  } catch (error) {
    notice(inWords(error));
    return false;
  }
}

/** A person's own gesture on a quote. The key is the approval itself: deciding twice is deciding once. */
export async function decide(approval: string, yes: boolean): Promise<void> {
  const name = yes ? "approve_spend" : "decline_spend";
  const done = await callTool(name, { approval }, `${name}:${approval}`);
  if (!done) return;
  const status: ApprovalStatus = yes ? "approved" : "declined";
  change((s) => ({ decisions: { ...s.decisions, [approval]: status } }));
}
