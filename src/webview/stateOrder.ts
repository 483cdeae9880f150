import type { PageRow } from "../ui/protocol.ts";
import type { StateLooks } from "./rowFilter.ts";

/** How many rows are in a state. */
export interface StateCount {
  readonly state: PageRow["state"];
  readonly count: number;
}

/** Unlike in the table, where it is about what to do next, a chart of how things stand begins with what is well. */
const goodFirst = { good: 0, attention: 1, bad: 2, quiet: 3 } as const;

/** The states that occur: what is well, what wants something, what is bad, and the rest; the most frequent first. */
export function shownStates(counts: ReadonlyMap<PageRow["state"], number>, looks: StateLooks): StateCount[] {
  const order = ({ state }: StateCount): number => goodFirst[looks[state].tone];
  return [...counts]
    .map(([state, count]) => ({ state, count }))
    .toSorted((a, b) => order(a) - order(b) || b.count - a.count || (a.state < b.state ? -1 : 1));
}
