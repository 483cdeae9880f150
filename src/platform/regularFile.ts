import { constants, readFile as readWithCallback } from "node:fs";
import { promisify } from "node:util";
import { patiently } from "./fileErrors.ts";

/** A larger file is none of ours: of the journal, ten thousand steps are less. Bytes. */
const largestFile = 16 * 1024 * 1024;

/** The one of `node:fs/promises` takes twice the time, which counts with a thousand files. */
const readFile = promisify(readWithCallback);

/** A pipe that has come there since somebody looked must not be waited for. Windows has none. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The little of `fs.Stats` that tells what a file is. */
interface FileFacts {
  readonly size: number;
  isFile(): boolean;
}

/** Whether it can be a file of ours: nothing else is ever opened, since a pipe or a device may never answer. */
export function canBeOurs(found: FileFacts): boolean {
  return found.isFile() && found.size <= largestFile;
}

/**
 * Reads a file of ours as text. Throws what the system does, and an error with code `ENOTOURS` where it cannot be ours.
 *
 * @param look tells what is there, and whether links are followed.
 */
export async function readOurs(place: string, look: (place: string) => Promise<FileFacts>): Promise<string> {
  if (!canBeOurs(await patiently(() => look(place)))) {
    throw Object.assign(new Error(`no file, or too large: ${place}`), { code: "ENOTOURS" });
  }
  return patiently(() => readFile(place, { encoding: "utf8", flag: withoutWaiting as unknown as string }));
}
