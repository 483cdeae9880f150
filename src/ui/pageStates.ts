import type { RowState } from "../model/rowState.ts";
import { type StateLookOfPage, stateNames } from "./protocol.ts";
import { stateTable } from "./stateTable.ts";

const tones: Readonly<Record<string, StateLookOfPage["tone"]>> = {
  "testing.iconPassed": "good",
  "list.warningForeground": "attention",
  "list.errorForeground": "bad",
};

/** How each state looks in a page, in the user's language. */
export function pageStates(): Record<RowState, StateLookOfPage> {
  const looks = stateNames.map((state) => {
    const { icon, color, words, sentence } = stateTable[state];
    const tone = tones[color ?? ""] ?? "quiet";
    return [state, { icon, tone, words: words(), sentence: sentence() }] as const;
  });
  return Object.fromEntries(looks) as Record<RowState, StateLookOfPage>;
}
