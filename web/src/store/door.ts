/* Coming in and going out, where this Miri asks for a token. The token itself is never kept by the page. */
import { api, ApiError, outside } from "../wire/http";
import { words } from "../words/words";
import { refreshSoon } from "./live";
import { inWords, openHere } from "./open";
import { change, studio } from "./studio";

outside.told = () => change({ outside: true });

/** Whom this Miri takes us for; the bar shows a way out only where there is one. */
export async function learnSession(): Promise<void> {
  try {
    change({ session: await api.session() });
  } catch {
    /* the line is down: the page says so already */
  }
}

function refused(error: unknown): string {
  const status = error instanceof ApiError ? error.status : -1;
  return { 401: words().tokenWrong, 429: words().tokenTooOften }[status] ?? inWords(error);
}

/** Show the token; what goes wrong comes back in words, "" when we are in. What was open stays open. */
export async function signIn(token: string): Promise<string> {
  try {
    const session = await api.signIn(token);
    change({ session, outside: false });
  } catch (error) {
    return refused(error);
  }
  if (studio().project) refreshSoon();
  else openHere();
  return "";
}

/** Forget this browser, and everything the page holds with it. */
export async function signOut(): Promise<void> {
  await api.signOut();
  location.reload();
}
