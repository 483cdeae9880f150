import type { LinkedId } from "../model/change.ts";
import type { JournalEvent } from "../model/journal.ts";
import { foldRun } from "./runRecord.ts";
import { isRefusal } from "./stepEnd.ts";

type Writing = Extract<JournalEvent, { readonly type: "writing" }>;

/** A write is announced so long after the event before at the latest, where the line does not tell: people may be asked. */
const longestStep = 24 * 60 * 60_000;

/**
 * What a line that was finished and then damaged may have announced: the write of the only step whose turn it was, as far as the
 * line can be read. Undefined if there is none.
 *
 * @param events what the file tells before that line; only an owner writes anything.
 */
export function announcedBy(line: string, events: readonly JournalEvent[]): Writing | undefined {
  const { plan, steps } = foldRun(events);
  const since = events.slice(events.findLastIndex(({ type }) => type === "owned"));
  const last = since.findLast((event) => "step" in event);
  const isOpen = last !== undefined && last.type !== "ended";
  const mayWriteAgain = last?.type === "answered" && last.error !== undefined && isRefusal(last.error);
  if (isOpen && !mayWriteAgain) {
    return undefined; // its write is announced already
  }
  const step = isOpen
    ? last.step
    : steps.findIndex(({ state }, index) => index > (last?.step ?? -1) && !isDone.has(state));
  const planned = plan.steps[step];
  if (since[0]?.type !== "owned" || !planned) {
    return undefined;
  }
  const { from, wanted } = planned;
  const read = readBefore(line);
  const before = read === undefined ? from : read;
  const partnerId = wanted ?? before ?? from;
  if (partnerId === null) {
    return undefined; // nothing to be written
  }
  const verb = wanted === null ? "DELETE" : before === null ? "PUT" : "PATCH";
  return { type: "writing", step, at: readTime(line, events.at(-1)?.at ?? 0), verb, partnerId, before };
}

/** These are not done again by whoever takes the run over. */
const isDone: ReadonlySet<string> = new Set(["changed", "nothingToDo", "foundOther"]);

function readBefore(line: string): LinkedId | undefined {
  const [, found] = /"before":(null|"\d{1,20}")/.exec(line) ?? [];
  return found === undefined ? undefined : found === "null" ? null : found.slice(1, -1);
}

function readTime(line: string, after: number): number {
  const [, found] = /"at":(\d{1,16})[,}]/.exec(line) ?? [];
  const latest = after + longestStep;
  const at = Number(found ?? latest);
  return at >= after && at <= latest ? at : latest;
}
