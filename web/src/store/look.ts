/* Light, dark or as the system has it. */
import { create } from "zustand";

import { forget, recall, remember } from "./memory";

export type Theme = "system" | "light" | "dark";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

function firstTheme(): Theme {
  const known = recall("theme");
  return known === "light" || known === "dark" ? known : "system";
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: firstTheme() }));

export function nextTheme(): void {
  const theme = NEXT[useTheme.getState().theme];
  if (theme === "system") {
    forget("theme");
    delete document.documentElement.dataset.theme;
  } else {
    remember("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
  useTheme.setState({ theme });
}
