import { expect } from "vitest";
import type { Page } from "./browser.ts";
import { makeRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const frames = 120;

/** The ways to scroll, and how many pixels each goes on in a frame. */
const ways = { wheel: [120, 120], throws: [1400, 1400], "the bar dragged": [60_000, -50_000] } as const;

interface Gaps {
  /** Frames that came more than 50 ms after the one before. */
  readonly slow: number;
  /** Milliseconds. */
  readonly longest: number;
}

/** The processor's time that the page has taken until now, in milliseconds: what else the machine does is not in it. */
async function meter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
}

/** How long our part takes of drawing all lines anew, without the browser's: the median of many jumps, in milliseconds. */
function jump(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const grid = document.querySelector(".grid") ?? document.body;
    const table = document.querySelector("pal-table") as unknown as { updateComplete: Promise<unknown> };
    const times: number[] = [];
    for (let step = 0; step < 100; step += 1) {
      grid.scrollTop = (step * 37_777) % 130_000;
      const began = performance.now();
      grid.dispatchEvent(new Event("scroll"));
      await table.updateComplete;
      times.push(performance.now() - began);
    }
    return times.toSorted((a, b) => a - b)[50] ?? 0;
  });
}

function scroll(page: Page, steps: readonly [number, number]): Promise<Gaps> {
  return page.evaluate(
    ({ frames, steps }) =>
      new Promise<Gaps>((resolve) => {
        const grid = document.querySelector(".grid") ?? document.body;
        const gaps: number[] = [];
        let before = performance.now();
        const frame = (): void => {
          const at = performance.now();
          gaps.push(at - before);
          before = at;
          grid.scrollTop += steps[gaps.length % 2] ?? 0;
          if (gaps.length < frames) {
            requestAnimationFrame(frame);
          } else {
            resolve({ slow: gaps.filter((gap) => gap > 50).length, longest: Math.max(...gaps) });
          }
        };
        requestAnimationFrame(frame);
      }),
    { frames, steps },
  );
}

test("Five thousand rows scroll: how smoothly is written down", async ({ open }) => {
  const { page, complaints } = await open("overviewPage", { rows: makeRows(5000, now), width: 1400 });
  const time = await meter(page);
  for (const [way, steps] of Object.entries(ways)) {
    const before = await time();
    const { slow, longest } = await scroll(page, steps);
    const after = await time();
    console.log(
      `${way}: ${slow} of ${frames} frames over 50 ms, the longest ${longest.toFixed(0)} ms; ` +
        `${((after - before) / frames).toFixed(1)} ms of the processor a frame`,
    );
  }
  const jumped = await jump(page);
  console.log(`All lines anew: ${jumped.toFixed(1)} ms`);
  // How many frames come late depends on what else the machine does, and so does this, but less.
  expect(jumped).toBeLessThan(16);
  expect(await page.locator(".row").count()).toBeLessThan(60);
  expect(complaints).toEqual([]);
});
