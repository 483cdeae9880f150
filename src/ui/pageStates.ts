import type { RowState } from "../model/rowState.ts";
import { applicationStates } from "./applicationStates.ts";
import { type StateLookOfPage, stateNames } from "./protocol.ts";
import { stateTable } from "./stateTable.ts";

const tones: Readonly<Record<string, StateLookOfPage["tone"]>> = {
  "testing.iconPassed": "good",
  "list.warningForeground": "attention",
  "list.errorForeground": "bad",
};

/** How each state looks in a page, in the user's language. */
export function pageStates(): Record<RowState, StateLookOfPage> {
  const looks = stateNames.map((state): [string, StateLookOfPage] => {
    const { icon, color, words, sentence } = stateTable[state];
    const tone = tones[color ?? ""] ?? "quiet";
    const application = applicationStates[state];
    const ofApplication = application && { words: application.words(), sentence: application.sentence() };
    return [
      state,
      { icon, tone, words: words(), sentence: sentence(), ...(ofApplication && { ofApplication }) },
    ];
  });
  return Object.fromEntries(looks) as Record<RowState, StateLookOfPage>;
}
