/** What stands between two lines of a PEM file. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`. */
  readonly kind: string;
  /** What stands between the two lines, without spaces around. */
  readonly lines: readonly string[];
}

/** Kinds have some words. */
const edge = /^-----(BEGIN|END) ([A-Z0-9 ]{1,64})-----$/;
/** More than any key or certificate has. */
const mostLines = 20_000;
const mark = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/**
 * The blocks of a PEM file (RFC 7468), each between two whole lines, which may be indented. Those without an end are left out, and
 * those in which another one begins, wherever in a line: other readers would find that one.
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { readonly kind: string; readonly lines: string[] } | undefined;
  const bare = text.replace(mark, "");
  for (const whole of bare.split(bare.includes("\n") ? "\n" : "\r")) {
    if (!whole.includes("-----")) {
      open = open && open.lines.length < mostLines ? open : undefined; // between two blocks anything may stand
      open?.lines.push(whole.trim());
      continue;
    }
    const line = whole.trim();
    const [, side, kind = ""] = line.startsWith("-----") ? (edge.exec(line) ?? []) : [];
    if (side === "BEGIN") {
      open = { kind, lines: [] };
    } else if (side === "END") {
      if (open?.kind === kind) {
        blocks.push(open);
      }
      open = undefined;
    } else if (line.includes("-----BEGIN ")) {
      open = undefined;
    } else {
      open?.lines.push(line);
    }
  }
  return blocks;
}
