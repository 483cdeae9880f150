/** What stands between two lines of a PEM file, with these. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`. */
  readonly kind: string;
  readonly block: string;
}

const begin = "-----BEGIN ";
const dashes = "-----";

/** Kinds have some words. */
const longestKind = 64;
/** For each block without an end, the whole rest is searched for it. */
const mostWithoutEnd = 8;

/** The blocks of a PEM file (RFC 7468). Those without an end are left out. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let withoutEnd = 0;
  let at = text.indexOf(begin);
  while (at >= 0 && withoutEnd < mostWithoutEnd) {
    const from = at + begin.length;
    const line = text.slice(from, from + longestKind + dashes.length);
    const kind = /^[A-Z0-9 ]+(?=-----)/.exec(line)?.[0];
    const mark = `-----END ${kind}-----`;
    const end = kind === undefined ? -1 : text.indexOf(mark, from);
    if (kind !== undefined && end >= 0) {
      blocks.push({ kind, block: text.slice(at, end + mark.length) });
    }
    withoutEnd += Number(kind !== undefined && end < 0);
    at = text.indexOf(begin, end < 0 ? from : end + mark.length);
  }
  return blocks;
}
