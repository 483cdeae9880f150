import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** An export of src/ that takes a text, bytes or something unknown. */
export interface ForeignExport {
  /** `model/redact.ts redact`, `platform/log.ts Log.info`. */
  readonly name: string;
  /** The parameters that may be foreign, by name; of one that is taken apart, its names as they are written. */
  readonly parameters: readonly string[];
}

const src = path.join(import.meta.dirname, "..", "..", "..", "src");

/** What a foreign text, or something with one in it, may come as. */
const foreignType =
  /\b(string|Buffer|Uint8Array|unknown|Untrusted|PalError|JournaledError|JournalEvent|Export|DerValue)\b/;

/** All exported functions, and all public methods of exported classes, that take something foreign. */
export function foreignExports(): readonly ForeignExport[] {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"));
  return files.toSorted().flatMap((file) => {
    const text = readFileSync(path.join(src, file), "utf8");
    const functions = [...text.matchAll(/^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(/gm)].map(
      (found) => foreign(`${file} ${found[1] ?? ""}`, text, found.index + found[0].length),
    );
    const classes = [...text.matchAll(/^export (?:abstract )?class (\w+)[^]*?^\}/gm)];
    const methods = classes.flatMap(({ 0: body, 1: name = "", index }) =>
      [...body.matchAll(/^ {2}(?:async |static |override )*(\w+)(?:<[^(\n]*>)?\(/gm)]
        .filter(([, method]) => method !== "constructor")
        .map((found) =>
          foreign(`${file} ${name}.${found[1] ?? ""}`, text, index + found.index + found[0].length),
        ),
    );
    return [...functions, ...methods].filter(({ parameters }) => parameters.length > 0);
  });
}

/** @param start where its parameters begin. */
function foreign(name: string, text: string, start: number): ForeignExport {
  const parameters: string[] = [];
  let from = start;
  let depth = 1;
  for (let at = start; depth > 0; at += 1) {
    const sign = text[at] ?? ")";
    depth += Number("([{<".includes(sign)) - Number(")]}>".includes(sign) && text[at - 1] !== "=");
    if ((sign === "," && depth === 1) || depth === 0) {
      parameters.push(text.slice(from, at).replaceAll(/\s+/g, " ").trim());
      from = at + 1;
    }
  }
  const typed = parameters.map((parameter) => {
    const [, own = "", type = ""] = /^(\{.*\}|\w+)\??\s*(?::\s*(.*))?$/.exec(parameter) ?? [];
    return { own, type };
  });
  return {
    name,
    parameters: typed
      .filter(({ type }) => !type.includes("=>") && foreignType.test(type))
      .map(({ own }) => own),
  };
}
