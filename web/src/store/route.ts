/* The address: #/p/<project>/t/<thread>. It survives a reload and can be sent to someone. */

export interface Route {
  project: string | null;
  thread: string | null;
}

export function readRoute(hash: string): Route {
  const found = /^#\/p\/([^/]+)(?:\/t\/([^/]+))?/.exec(hash);
  const part = (text: string | undefined) => (text ? decodeURIComponent(text) : null);
  return { project: part(found?.[1]), thread: part(found?.[2]) };
}

export function writeRoute({ project, thread }: Route): string {
  if (!project) return "#/";
  const base = `#/p/${encodeURIComponent(project)}`;
  return thread ? `${base}/t/${encodeURIComponent(thread)}` : base;
}
