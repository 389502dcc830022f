/* Opening: from the address (or the last time) to a project, its threads and one conversation. */
import { api, ApiError } from "../wire/http";
import { words } from "../words/words";
import { emptyFilm } from "./film";
import { follow } from "./live";
import { forget, recall, remember } from "./memory";
import { readRoute, writeRoute } from "./route";
import { change, notice, studio, useStudio } from "./studio";
import { freshTalk, loadTalk } from "./talk";

export function inWords(error: unknown): string {
  if (!(error instanceof ApiError)) return words().somethingWrong;
  if (error.message) return error.message;
  return error.status === 0 ? words().unreachable : words().somethingWrong;
}

function putAddress(): void {
  const { projectId, threadId } = studio();
  const hash = writeRoute({ project: projectId, thread: threadId });
  if (location.hash === hash) return;
  if (readRoute(location.hash).thread) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

/** Load a conversation afresh; events that arrive meanwhile wait in its queue. */
async function loadThread(id: string): Promise<void> {
  const held = studio().talks[id] ?? freshTalk;
  change((s) => ({ talks: { ...s.talks, [id]: { ...held, loading: true, queue: [] } } }));
  const thread = await api.thread(id);
  if (thread.project_id !== studio().projectId) throw new ApiError("", "not_found", 404, false);
  change((s) => ({ talks: { ...s.talks, [id]: loadTalk(s.talks[id] ?? freshTalk, thread) } }));
}

export async function openThread(id: string): Promise<void> {
  change((s) => {
    const { [id]: _, ...unread } = s.unread;
    return { threadId: id, unread, tab: "chat" as const };
  });
  const { projectId } = studio();
  if (projectId) remember(`thread.${projectId}`, id);
  putAddress();
  if (studio().talks[id]?.loading !== false) await loadThread(id);
}

export async function newThread(): Promise<void> {
  const { projectId } = studio();
  if (!projectId) return;
  try {
    const thread = await api.createThread(projectId);
    change((s) => ({
      threads: [
        ...s.threads.filter((known) => known.id !== thread.id),
        { ...thread, archived: false, running: false, updated: studio().seq },
      ],
    }));
    await openThread(thread.id);
  } catch (error) {
    notice(inWords(error));
  }
}

async function pickThread(project: string, wanted: string | null): Promise<void> {
  const open = studio().threads.filter((thread) => !thread.archived);
  const known = [wanted, recall(`thread.${project}`)].find((id) => studio().threads.some((t) => t.id === id));
  const newest = open.toSorted((a, b) => b.updated - a.updated)[0];
  const id = known ?? newest?.id;
  if (id) await openThread(id);
  else await newThread();
}

export async function openProject(id: string, thread: string | null = null): Promise<void> {
  const [project, threads] = await Promise.all([api.project(id), api.threads(id)]);
  change({ ...emptyFilm, attachments: [], draft: recall(`draft.${id}`) ?? "", projectId: id, project, seq: project.seq, threads });
  remember("project", id);
  follow(id, () => void guarded(() => openProject(id, studio().threadId)));
  await pickThread(id, thread);
}

export async function newProject(): Promise<void> {
  const project = await api.createProject(words().code);
  await openProject(project.id);
  await listProjects();
}

export async function listProjects(): Promise<void> {
  change({ projects: await api.projects() });
}

async function openLast(): Promise<void> {
  await listProjects();
  const { projects } = studio();
  const last = recall("project");
  const id = projects.find((p) => p.id === last)?.id ?? projects[0]?.id;
  if (id) await openProject(id);
  else await newProject();
}

async function openAddress(): Promise<void> {
  const { project, thread } = readRoute(location.hash);
  if (!project) return openLast();
  try {
    await openProject(project, thread);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    forget("project");
    notice(words().projectGone);
    await openLast();
  }
}

/** Run an opening; what goes wrong becomes the page's trouble, in words. */
export async function guarded(run: () => Promise<void>): Promise<void> {
  change({ trouble: null });
  try {
    await run();
  } catch (error) {
    if (!studio().outside) change({ trouble: inWords(error) });
  }
}

/** Open what the address says, or what was open last. */
export function openHere(): void {
  void guarded(openAddress);
}

export async function learnTools(): Promise<void> {
  try {
    change({ tools: await api.tools(words().code) });
  } catch {
    /* completion is a comfort: the chat works without it */
  }
}

/** What is written and not sent yet outlives a reload. */
function keepDraft(): void {
  useStudio.subscribe(({ draft, projectId }, before) => {
    if (!projectId || projectId !== before.projectId || draft === before.draft) return;
    if (draft) remember(`draft.${projectId}`, draft);
    else forget(`draft.${projectId}`);
  });
}

let booted = false;

/** Once per page: open what the address says, then follow the address. */
export function boot(): void {
  if (booted) return;
  booted = true;
  keepDraft();
  openHere();
  void learnTools();
  window.addEventListener("hashchange", () => {
    const { project, thread } = readRoute(location.hash);
    const now = studio();
    if (project && project !== now.projectId) void guarded(() => openProject(project, thread));
    else if (thread && thread !== now.threadId) void guarded(() => openThread(thread));
  });
}
