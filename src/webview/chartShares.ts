/** One part of a bar: where it starts and how wide it is, in hundredths of the whole. */
export interface Share {
  readonly start: number;
  readonly width: number;
}

/** However few it stands for, a part can be seen and hit. */
const least = 1.5;

/** Divides a bar by counts. Parts that would be too narrow get what they need from the others. */
export function chartShares(counts: readonly number[]): Share[] {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) {
    return counts.map(() => ({ start: 0, width: 0 }));
  }
  const fair = counts.map((count) => (count / sum) * 100);
  const small = fair.filter((width) => width < least).length;
  const rest = fair.reduce((all, width) => all + (width < least ? 0 : width), 0);
  const scale = rest === 0 ? 0 : (100 - small * least) / rest;
  let start = 0;
  return fair.map((width) => {
    const share = { start, width: width < least ? least : width * scale };
    start += share.width;
    return share;
  });
}
