/** Reads CSV as RFC 4180 says, with the mark by which Excel knows UTF-8 or without: every cell of every line. */
export function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let read = 0;
  const csv = text.replace(/^\ufeff/, "");
  for (const [whole, quoted, plain, end] of csv.matchAll(pattern)) {
    read += whole.length;
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end !== ",") {
      lines.push(cells);
      cells = [];
    }
  }
  if (read < csv.length) {
    throw new Error(`No CSV from here on: ${csv.slice(read, read + 100)}`);
  }
  return lines;
}
