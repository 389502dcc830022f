/* The page's one store: the film (see film.ts) plus what is only the page's own. Actions live beside it. */
import { create } from "zustand";

import type { Session } from "../wire/generated";
import type { ProjectSummary } from "../wire/project";
import type { ToolSpec } from "../wire/talk";
import { emptyFilm, type Film } from "./film";
import { freshTalk, type Talk } from "./talk";

export interface Attachment {
  key: string;
  name: string;
  type: string;
  size: number;
  share: number;
  mediaId: string | null;
  error: string | null;
  cancel: () => void;
}

export type Tab = "chat" | "shots" | "film";

export interface Studio extends Film {
  connection: "connecting" | "online" | "offline";
  /** The server asks who we are, and nobody has said yet. */
  outside: boolean;
  session: Session | null;
  /** Why the page could not open, in words; null while all is well. */
  trouble: string | null;
  projects: ProjectSummary[];
  tools: ToolSpec[];
  attachments: Attachment[];
  draft: string;
  /** A short remark that goes away by itself (a refused button, a failed stop). */
  notice: string | null;
  tab: Tab;
  openMedia: { url: string; type: string; title: string } | null;
}

export const useStudio = create<Studio>(() => ({
  ...emptyFilm,
  connection: "connecting",
  outside: false,
  session: null,
  trouble: null,
  projects: [],
  tools: [],
  attachments: [],
  draft: "",
  notice: null,
  tab: "chat",
  openMedia: null,
}));

export const { getState: studio, setState: change } = useStudio;

export function useTalk(): Talk {
  return useStudio((state) => (state.threadId ? state.talks[state.threadId] : undefined) ?? freshTalk);
}

/** Put words into the composer and go there: what a button says when a person must say the rest. */
export function compose(draft: string): void {
  change({ tab: "chat", draft });
  requestAnimationFrame(() => {
    const composer = document.querySelector<HTMLTextAreaElement>("#composer");
    composer?.focus();
    composer?.setSelectionRange(draft.length, draft.length);
  });
}

let noticeTimer: ReturnType<typeof setTimeout> | undefined;

export function notice(text: string): void {
  clearTimeout(noticeTimer);
  change({ notice: text });
  noticeTimer = setTimeout(() => change({ notice: null }), 7000);
}
