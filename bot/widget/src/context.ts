/** What every part of the page shares. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Words } from "./words";

export interface Shared {
  words: Words;
  /** Says something as the user: the words shown, and what is sent if it is something else. */
  say: (text: string, payload?: string) => void;
}

export const SharedContext = createContext<Shared | undefined>(undefined);

export function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (!shared) throw new Error("drawn outside of the widget");
  return shared;
}
