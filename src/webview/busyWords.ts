import type { PageRow } from "../ui/protocol.ts";
import type { Words } from "./words.ts";

/** What is done with a row right now, unless its state says so already. */
export function busyWords({ state, busy }: PageRow, words: Words): string | undefined {
  return busy === undefined || state === "checking" ? undefined : words.say(`busy.${busy}`);
}
