import { createHash } from "node:crypto";
import { statSync, watch } from "node:fs";
import { join } from "node:path";
import { type Place, readFileIfThere } from "./readPlaces.ts";

/**
 * Gives each file below a folder whenever it is written, once for each content: also what is deleted later. What is written and
 * gone again within the same moment is not seen.
 *
 * @param name what the folder is called in findings.
 */
export function followFolder(
  folder: string,
  name: string,
  onWritten: (place: Place) => void,
): { close(): void } {
  const seen = new Set<string>();
  return watch(folder, { recursive: true }, (_event, file) => {
    const path = join(folder, file ?? "");
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    for (const place of isFile ? readFileIfThere(path, `${name}/${file}`) : []) {
      const key = `${place.name} ${createHash("sha256").update(place.bytes).digest("hex")}`;
      if (!seen.has(key)) {
        seen.add(key);
        onWritten(place);
      }
    }
  });
}
