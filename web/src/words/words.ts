/* Which language the page speaks, switched at run time; <html lang dir> follows. */
import { create } from "zustand";

import { recall, remember } from "../store/memory";
import { en, type Words } from "./en";
import { he } from "./he";

export type Language = "en" | "he";

const DICTIONARY: Record<Language, Words> = { en, he };

function firstLanguage(): Language {
  const known = recall("language");
  if (known === "en" || known === "he") return known;
  return /^(he|iw)/.test(navigator.language) ? "he" : "en";
}

const useLanguageStore = create<{ language: Language }>(() => ({ language: firstLanguage() }));

export function speak(language: Language): void {
  remember("language", language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === "he" ? "rtl" : "ltr";
  useLanguageStore.setState({ language });
}

/** The words of now, outside a component. */
export function words(): Words {
  return DICTIONARY[useLanguageStore.getState().language];
}

export function useWords(): Words {
  return DICTIONARY[useLanguageStore((s) => s.language)];
}

/** "Shot {n}" with its blanks filled. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
}
