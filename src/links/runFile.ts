import type { RunId } from "../model/change.ts";
import type { JournalEvent } from "../model/journal.ts";
import { PalError } from "../model/palError.ts";
import type { JournalPort } from "../model/ports.ts";
import { parseJournal } from "./journalLine.ts";
import { isRunFile } from "./journalNames.ts";

/** A run that is not over, as its file says just now. */
export interface OpenRun {
  readonly file: string;
  readonly events: readonly JournalEvent[];
  /** The last owner. */
  readonly fence: number;
}

/**
 * Reads a run that is not over. Throws `notOwner` if it is, or if it is gone; else what the port throws.
 *
 * @param known its file; without it, the file is looked for.
 */
export async function readOpenRun(port: JournalPort, runId: RunId, known?: string): Promise<OpenRun> {
  const file = known ?? (await port.list()).find(({ name }) => isRunFile(name, runId))?.name;
  const parsed = parseJournal((file && (await port.read(file))) ?? "", runId);
  if (!file || parsed.kind !== "run" || parsed.events.at(-1)?.type === "closed") {
    throw new PalError("notOwner");
  }
  return { file, events: parsed.events, fence: Math.max(1, parsed.fence) };
}

/** Whether a run is not over, and its file names that owner as the last. Throws what the port throws. */
export async function isLastOwner(
  port: JournalPort,
  file: string,
  runId: RunId,
  fence: number,
): Promise<boolean> {
  const parsed = parseJournal((await port.read(file)) ?? "", runId);
  return parsed.kind === "run" && parsed.fence === fence && parsed.events.at(-1)?.type !== "closed";
}
