/* What this browser remembers. A browser that refuses storage just forgets. */

type Key = "theme" | "language" | "project" | `thread.${string}` | `draft.${string}` | "captions";

export function remember(key: Key, value: string): void {
  try {
    localStorage.setItem(`miri.${key}`, value);
  } catch {
    /* storage is switched off */
  }
}

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(`miri.${key}`);
  } catch {
    return null;
  }
}

export function forget(key: Key): void {
  try {
    localStorage.removeItem(`miri.${key}`);
  } catch {
    /* storage is switched off */
  }
}
