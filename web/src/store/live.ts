/* From the socket into the store: events are folded once per frame, the project is re-read when stale. */
import { api } from "../wire/http";
import type { WireEvent } from "../wire/events";
import { type Line, openLine } from "../wire/socket";
import { applyEvent } from "./film";
import { change, studio } from "./studio";

const REFETCH_MS = 150;

let waiting: WireEvent[] = [];
let scheduled = false;
let refetch: ReturnType<typeof setTimeout> | undefined;
let reading = false;

/** A frame when the page is seen; at once when it is not (a hidden tab gets no frames). */
function soon(run: () => void): void {
  if (document.hidden) setTimeout(run, 0);
  else requestAnimationFrame(run);
}

function fold(): void {
  scheduled = false;
  const events = waiting;
  waiting = [];
  const before = studio();
  const after = events.reduce(applyEvent, before);
  if (after === before) return;
  change(after);
  if (after.stale !== before.stale) refreshSoon();
}

function onEvent(event: WireEvent): void {
  waiting.push(event);
  if (scheduled) return;
  scheduled = true;
  soon(fold);
}

/** Read the project document again, once per rest: a steady stream of news must not put it off. */
export function refreshSoon(): void {
  refetch ??= setTimeout(refresh, REFETCH_MS);
}

async function refresh(): Promise<void> {
  refetch = undefined;
  if (reading) return refreshSoon();
  const { projectId } = studio();
  if (!projectId) return;
  reading = true;
  try {
    const project = await api.project(projectId);
    if (studio().projectId === projectId) change({ project });
  } catch {
    /* the line is down or busy: the next event or reconnection reads it again */
  } finally {
    reading = false;
  }
}

let line: Line | null = null;

/** The socket was turned away: any answer that asks for a token leads to the sign-in. */
function onRefused(): void {
  if (!studio().outside) void refresh();
}

/** Follow a project's events; `onReset` runs when the server knows less than this page. */
export function follow(project: string, onReset: () => void): void {
  line ??= openLine({
    since: () => studio().seq,
    onEvent,
    onReset,
    onRefused,
    onState: (connection) => {
      const before = studio().connection;
      change({ connection });
      if (connection === "online" && before === "offline") refreshSoon();
    },
  });
  line.follow(project);
}
