import type { RowState } from "./rowState.ts";

/** Whether a row in that state can be linked where it stands: of these "3 of 5 linked" speaks. */
export function isCounted(state: RowState): boolean {
  return state !== "linkAtHome" && state !== "notOffered";
}
