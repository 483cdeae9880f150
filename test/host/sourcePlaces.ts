import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";

/**
 * Makes a stack name the lines of the test files, not those of the bundle. VS Code writes stacks of its own, to which
 * Node.js's support for source maps does not apply.
 *
 * @param bundle the bundle's absolute path; its map lies beside it.
 * @returns a function from a stack to the same with other places.
 */
export function sourcePlaces(bundle: string): (stack: string) => string {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")) as SourceMap["payload"]);
  const place = new RegExp(
    String.raw`[^\s(]*${path.basename(bundle).replaceAll(".", "\\.")}:(\d+):(\d+)`,
    "gu",
  );
  return (stack) =>
    stack.replaceAll(place, (known: string, line: string, column: string) => {
      // In a map, both are counted from 0.
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
      return "originalSource" in entry
        ? `${path.resolve(path.dirname(bundle), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
        : known;
    });
}
