import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { missing } from "./screen.ts";

const pauseMs = 1000;
const patienceMs = 60_000;

/**
 * Waits until the browser keeps a text for the time after a reload. VS Code has it keep the state of its window every five
 * seconds, when there is nothing else to do. Chromium finds that out only after it has drawn, and where nothing moves it never
 * draws: so it is asked to.
 */
export async function waitUntilKept(page: Page, text: string): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    await delay(pauseMs);
    await page.evaluate(
      () =>
        new Promise((drawn) => {
          requestAnimationFrame(drawn);
        }),
    );
    if (JSON.stringify(await page.context().storageState({ indexedDB: true })).includes(text)) {
      return;
    }
  }
  throw await missing(page, `The browser does not keep "${text}"`);
}
