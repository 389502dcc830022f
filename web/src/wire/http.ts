/* Every call the page makes over HTTP. A refusal becomes an ApiError whose message a person can act on. */
import type { Session, ToolAnswer } from "./generated";
import type { Project, ProjectSummary } from "./project";
import type { ThreadDocument, ThreadSummary, ToolSpec } from "./talk";

export class ApiError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly status: number,
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

/** Told whenever the server asks who we are: the page's sign-in listens. */
export const outside = { told: () => {} };

/** What a refusal says, whether it is our own error shape or something in front of the server. */
export function readError(status: number, body: unknown): ApiError {
  const shape = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = typeof shape.message === "string" ? shape.message : "";
  if (status === 401) outside.told();
  const code = typeof shape.error === "string" ? shape.error : status === 0 ? "unreachable" : `http_${status}`;
  return new ApiError(text, code, status, shape.retryable === true || status === 0 || status >= 502);
}

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw readError(0, null);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readError(response.status, answer);
  return answer as T;
}

const at = encodeURIComponent;

export const api = {
  session: () => call<Session>("GET", "/api/session"),
  signIn: (token: string) => call<Session>("POST", "/api/session", { token }),
  signOut: () => call<unknown>("DELETE", "/api/session"),
  projects: () => call<{ projects: ProjectSummary[] }>("GET", "/api/projects").then((a) => a.projects),
  createProject: (language: "en" | "he", name?: string) =>
    call<Project>("POST", "/api/projects", name ? { language, name } : { language }),
  project: (id: string) => call<Project>("GET", `/api/projects/${at(id)}`),
  threads: (project: string) =>
    call<{ threads: ThreadSummary[] }>("GET", `/api/projects/${at(project)}/threads`).then((a) => a.threads),
  createThread: (project: string) =>
    call<{ id: string; title: string }>("POST", `/api/projects/${at(project)}/threads`, {}),
  thread: (id: string) => call<ThreadDocument>("GET", `/api/threads/${at(id)}`),
  say: (thread: string, text: string, media: string[], key: string) =>
    call<{ turn_id: string; message_id: string }>(
      "POST",
      `/api/threads/${at(thread)}/messages`,
      { text, media },
      { "Idempotency-Key": key },
    ),
  stop: (thread: string) => call<unknown>("POST", `/api/threads/${at(thread)}/stop`, {}),
  tools: (language: "en" | "he") =>
    call<{ tools: ToolSpec[] }>("GET", `/api/tools?language=${language}`).then((a) => a.tools),
  tool: (project: string, name: string, args: object, thread: string | null, key: string) =>
    call<ToolAnswer>("POST", `/api/projects/${at(project)}/tools/${at(name)}`, args, {
      "Idempotency-Key": key,
      ...(thread ? { "X-Thread-Id": thread } : {}),
    }),
};

/** Where a stored file of a project is read. */
export function mediaUrl(project: string, media: string): string {
  return `/api/projects/${at(project)}/media/${at(media)}`;
}

export function newKey(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
