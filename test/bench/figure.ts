/** A measurement of ours beside one of a baseline, taken in the same run on the same machine. */
export interface Figure {
  readonly name: string;
  /** What is measured; milliseconds unless told. */
  readonly unit?: "requests" | "bytes" | "MB";
  readonly ours: readonly number[];
  /** What the baseline is. */
  readonly against: string;
  readonly baseline: readonly number[];
  /** What we want, for people: nothing here fails for missing it. */
  readonly goal?: string;
}

/** The middle of the values; the mean of the two in the middle if their number is even. NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How many times the baseline's median ours is; undefined if there is no baseline, or it is 0. */
export function ratio({ ours, baseline }: Figure): number | undefined {
  const base = median(baseline);
  return base > 0 ? median(ours) / base : undefined;
}

/** A table of figures for people: medians with the least and the most, and the ratio. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    figure.unit ?? "ms",
    spread(figure.ours),
    spread(figure.baseline),
    ratio(figure) === undefined ? "" : `× ${ratio(figure)?.toFixed(2)}`,
    figure.goal ?? "",
    figure.against,
  ]);
  const table = [["", "", "ours", "baseline", "ratio", "goal", "the baseline"], ...rows];
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
  if (values.length === 0) {
    return "–";
  }
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? show(most) : `${show(median(values))} (${show(least)}–${show(most)})`;
}

function show(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
