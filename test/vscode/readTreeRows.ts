import { setTimeout as delay } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { missing, patienceMs } from "./screen.ts";
import type { TreeRow } from "./treeRow.ts";

/** What is in the page now: VS Code keeps only the rows near the visible ones there. */
interface Glimpse {
  readonly rows: readonly TreeRow[];
  /** How many rows the tree has in all. */
  readonly total: number;
}

/**
 * Reads a tree's rows from the first on, scrolling as needed.
 * @param untilIndex stop as soon as this row is in the page; default: read all.
 */
export async function readTreeRows(tree: Locator, untilIndex = Infinity): Promise<TreeRow[]> {
  const found = new Map<number, TreeRow>();
  const end = Date.now() + patienceMs;
  await scroll(tree, -Infinity);
  for (;;) {
    const before = found.size;
    const { rows, total } = await tree.evaluate(glimpse);
    for (const row of rows) {
      found.set(row.index, row);
    }
    if (found.size >= total || found.has(untilIndex)) {
      return [...found.values()].toSorted((a, b) => a.index - b.index);
    }
    if (Date.now() > end) {
      throw await missing(tree.page(), `Only ${found.size} of the tree's ${total} rows could be read`);
    }
    // A tree that is drawn anew meanwhile may jump: then from the top again.
    await scroll(tree, found.size === before ? -Infinity : 1);
  }
}

/**
 * Scrolls a row that is in the page into full sight, as a wheel does: whatever else scrolls moves the page under VS Code's
 * feet.
 */
export async function scrollIntoSight(tree: Locator, index: number): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const left = await tree.evaluate(scrollTowards, index);
    if (Math.abs(left) < 2) {
      return;
    }
    if (Date.now() > end) {
      throw await missing(
        tree.page(),
        `The tree's row ${index} cannot be scrolled into sight, by ${left} pixels`,
      );
    }
    if (Number.isNaN(left)) {
      await readTreeRows(tree, index);
    }
    await delay(50);
  }
}

/** Runs in the page; gives by how much it scrolled, or NaN if the row is not there yet. */
function scrollTowards(tree: Element, index: number): number {
  const inside = tree.querySelector(".monaco-scrollable-element");
  for (let around: Element | null = inside; around; around = around.parentElement) {
    around.scrollTop = 0; // as Playwright may have left it
  }
  const row = tree.querySelector(`.monaco-list-row[data-index="${index}"]`)?.getBoundingClientRect();
  const { top, bottom } = tree.getBoundingClientRect();
  if (!row) {
    return Number.NaN;
  }
  const deltaY = row.top < top ? row.top - top : Math.max(0, row.bottom - bottom);
  const inner = tree.querySelector(".monaco-list-rows");
  // VS Code scrolls by 50 pixels where a wheel turns by 120; Chromium gives made-up wheels the other sign.
  const turn = -deltaY * (120 / 50);
  inner?.dispatchEvent(new WheelEvent("wheel", { deltaY: turn, bubbles: true, cancelable: true }));
  return deltaY;
}

/** Scrolls by so many heights of the tree. The pointer stays where it is, so that no tooltip gets in the way. */
async function scroll(tree: Locator, heights: number): Promise<void> {
  await tree.evaluate((element, heights) => {
    const deltaY = heights === -Infinity ? -1_000_000 : heights * element.clientHeight * 0.8;
    const inner = element.querySelector(".monaco-list-rows");
    inner?.dispatchEvent(new WheelEvent("wheel", { deltaY, bubbles: true, cancelable: true }));
  }, heights);
  // VS Code lays the rows out anew in its next animation frame.
  await delay(50);
}

/** Runs in the page. */
function glimpse(tree: Element): Glimpse {
  const rows = [...tree.querySelectorAll(".monaco-list-row")].map((row): TreeRow => {
    const text = (selector: string): string => row.querySelector(selector)?.textContent?.trim() ?? "";
    const icon = row.querySelector(".custom-view-tree-node-item-icon");
    const expanded = row.getAttribute("aria-expanded");
    const buttons = [...row.querySelectorAll(".actions .action-label")];
    return {
      index: Number(row.getAttribute("data-index")),
      // A row that is just being drawn has no level yet.
      level: Number(row.getAttribute("aria-level") ?? 1),
      label: text(".label-name"),
      description: text(".label-description"),
      spoken: row.getAttribute("aria-label") ?? "",
      icon: /codicon-(?!modifier)([\w-]+)/.exec(icon?.className ?? "")?.[1] ?? "",
      expanded: expanded === null ? undefined : expanded === "true",
      selected: row.getAttribute("aria-selected") === "true",
      actions: buttons.map((button) => button.getAttribute("aria-label") ?? button.textContent ?? ""),
    };
  });
  const content = tree.querySelector<HTMLElement>(".monaco-list-rows");
  const rowHeight = tree.querySelector<HTMLElement>(".monaco-list-row")?.offsetHeight ?? 1;
  return { rows, total: content === null ? 0 : Math.round(content.offsetHeight / rowHeight) };
}
