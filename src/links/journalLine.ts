import * as v from "valibot";
import type { RunId } from "../model/change.ts";
import { type JournalEvent, journalVersion } from "../model/journal.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { crc32 } from "./crc32.ts";
import { announcedBy } from "./damagedLine.ts";
import { anyFirstLine, journalLine } from "./journalFormat.ts";

type JournalLine = v.InferOutput<typeof journalLine>;

/** What a file of the journal holds. */
export type ParsedJournal =
  | {
      readonly kind: "run";
      /** What counts: `planned` first, nothing after `closed`, nothing of anybody who was not the owner any more. */
      readonly events: readonly JournalEvent[];
      /** The number of the last owner; 0 if there was none yet. */
      readonly fence: number;
      /** The last line is not whole, or damaged. */
      readonly torn: boolean;
    }
  /** The first line is not whole: a run that never began, or begins just now. */
  | { readonly kind: "empty" }
  | { readonly kind: "damaged" }
  /** Written by a newer extension, to which it belongs. */
  | { readonly kind: "newer" };

/** Longer texts are cut: names and messages are for people, and whoever sends a book shall not fill the disk. */
const longestText = 4000;

/**
 * One line for the file: `<crc32> <json>`. It holds ASCII only, so that characters are bytes, and only what an event is made
 * of: nothing that came along with it. Throws if it could not be read back: that would make the whole file a damaged one.
 *
 * @param fence the number of the owner who writes it.
 */
export function printLine(event: JournalEvent, fence: number): string {
  const plain: unknown = JSON.parse(
    JSON.stringify({ ...event, fence }, (_key, value: unknown) =>
      typeof value === "string" ? value.slice(0, longestText) : value,
    ),
  );
  const ascii = JSON.stringify(v.parse(journalLine, plain)).replaceAll(
    /[^ -~]/g,
    (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${crc32(ascii)} ${ascii}\n`;
}

/**
 * Reads a file of the journal. What cannot have been written by us makes it damaged. A last line, of an owner or of the file,
 * does not: one that was never finished (it ends without a line feed) tells of nothing that was done, and one that was finished
 * and is damaged may have announced a write, so it counts as if it had.
 */
export function parseJournal(text: string, runId: RunId): ParsedJournal {
  const [first, ...others] = readLines(text);
  if (first === undefined || (first.json === "torn" && others.length === 0 && !first.isFinished)) {
    return { kind: "empty" };
  }
  if (isNewer(first)) {
    return { kind: "newer" };
  }
  const planned = understand(first);
  if (planned?.type !== "planned" || planned.runId !== runId) {
    return { kind: "damaged" };
  }
  const { fence: _first, ...plannedEvent } = planned;
  const events: JournalEvent[] = [plannedEvent];
  let fence = 0;
  let torn = false;
  let closed = false;
  for (const read of others) {
    if (read.json === "torn") {
      torn = true;
      const assumed = read.isFinished && !closed ? announcedBy(read.text, events) : undefined;
      events.push(...(assumed ? [assumed] : []));
      continue;
    }
    const line = understand(read);
    const isOwned = line?.type === "owned";
    if (!line || line.type === "planned" || (torn && !isOwned) || isBeyond(line, planned.plan.steps.length)) {
      return { kind: "damaged" };
    }
    torn = false; // a crash, and then somebody took the run over
    if (closed) {
      continue; // somebody wanted to take the run over, and came too late
    }
    if (isOwned && line.fence >= fence) {
      fence = line.fence;
      events.push(line);
    } else if (!isOwned && line.fence === fence) {
      const { fence: _fence, ...event } = line;
      events.push(event);
      closed = event.type === "closed";
    }
  }
  return { kind: "run", events, fence, torn };
}

/** A line of the file. */
interface ReadLine {
  readonly text: string;
  /** What it says; `torn` if its checksum is wrong. */
  readonly json: unknown;
  /** It was written to its end: a line feed of its own follows, since whoever goes on after half a line begins with another. */
  readonly isFinished: boolean;
}

function readLines(text: string): readonly ReadLine[] {
  const parts = text.split("\n");
  return parts.flatMap((line, place) => {
    const isLast = place === parts.length - 1;
    const isFollowed = place < parts.length - 1 && parts[place + 1] === "";
    return line === ""
      ? []
      : { text: line, json: readLine(line), isFinished: isFollowed || (isLast && holdsWhole(line)) };
  });
}

/** Whether all of a line is there, and more behind it: of half a line the end of the JSON is missing. */
function holdsWhole(line: string): boolean {
  const ascii = line.slice(9, line.lastIndexOf("}") + 1);
  return parseForeignJson(ascii) !== undefined;
}

/** The JSON of a line whose checksum is right; else it is taken for torn. */
function readLine(line: string): unknown {
  const ascii = line.slice(9);
  return line[8] !== " " || crc32(ascii) !== line.slice(0, 8) ? "torn" : parseForeignJson(ascii);
}

function understand({ json }: ReadLine): JournalLine | undefined {
  const parsed = v.safeParse(journalLine, json);
  return parsed.success ? parsed.output : undefined;
}

function isNewer({ json }: ReadLine): boolean {
  const parsed = v.safeParse(anyFirstLine, json);
  return parsed.success && parsed.output.version > journalVersion;
}

/** Whether an event tells of a step that the plan does not have. */
export function isBeyond(event: JournalEvent, steps: number): boolean {
  return "step" in event && event.step >= steps;
}
