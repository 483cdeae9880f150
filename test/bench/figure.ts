/** A measurement of ours beside one of a baseline, taken in the same run on the same machine. Times in milliseconds. */
export interface Figure {
  readonly name: string;
  readonly ours: readonly number[];
  /** What the baseline is. */
  readonly against: string;
  readonly baseline: readonly number[];
}

/** The middle of the values; the mean of the two in the middle if their number is even. NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How many times the baseline's median ours takes. */
export function ratio({ ours, baseline }: Figure): number {
  return median(ours) / median(baseline);
}

/** A table of figures for people: medians with the least and the most, and the ratio. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    spread(figure.ours),
    spread(figure.baseline),
    `× ${ratio(figure).toFixed(2)}`,
    figure.against,
  ]);
  const table = [["", "ours (ms)", "baseline (ms)", "ratio", "the baseline"], ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function spread(values: readonly number[]): string {
  return `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

function show(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 2 : 0);
}
