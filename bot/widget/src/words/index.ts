/** The widget's words by the language of the page. */

import { en, type Words } from "./en";
import { es } from "./es";

export type { Words };

export const LANGUAGES: Record<string, Words> = { en, es };
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export interface Language {
  /** The language of the widget's own words, which is English where there are none in the one asked for. */
  code: string;
  words: Words;
  /** The direction that the page asked for. */
  direction: "ltr" | "rtl";
}

/** The words and the direction for what `data-language` says, such as "en", "es-MX" or "ar". */
export function language(asked: string | undefined): Language {
  const base = (asked ?? "en").toLowerCase().split(/[-_]/)[0] ?? "en";
  const code = Object.hasOwn(LANGUAGES, base) ? base : "en";
  return { code, words: LANGUAGES[code] ?? en, direction: RIGHT_TO_LEFT.has(base) ? "rtl" : "ltr" };
}
