import { setTimeout as delay } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";

/** How long a step may take before it counts as failed, in milliseconds. */
export const patienceMs = 20_000;

const parts = {
  Dialog: ".monaco-dialog-box",
  "Quick input": ".quick-input-widget",
  Notification: ".notifications-toasts .notification-list-item",
  "Side bar": ".part.sidebar",
  Editor: ".part.editor .tab",
  Menu: ".context-view .monaco-menu",
  "Status bar": ".part.statusbar",
};

/** What a person reads on the workbench at this moment, a paragraph for each part: told when a step fails. */
async function describeScreen(page: Page): Promise<string> {
  const read = page.evaluate((selectors) => {
    const seen: string[] = [];
    for (const [name, selector] of Object.entries(selectors)) {
      for (const element of document.querySelectorAll<HTMLElement>(selector)) {
        const words = element.checkVisibility()
          ? element.innerText.replaceAll(/\s*\n\s*/g, "\n    ").trim()
          : "";
        if (words !== "") {
          seen.push(`  ${name}:\n    ${words}`);
        }
      }
    }
    return seen.join("\n");
  }, parts);
  const words = await read.catch((error: unknown) => `  (cannot be read: ${String(error)})`);
  return words === "" ? "  (nothing)" : words;
}

/** Waits until something shows. Throws saying what was on the screen instead. */
export async function appears(locator: Locator, what: string, timeoutMs = patienceMs): Promise<void> {
  try {
    await locator.first().waitFor({ state: "visible", timeout: timeoutMs });
  } catch (cause) {
    throw await missing(locator.page(), `${what} did not appear`, cause);
  }
}

/** Waits until something no longer shows. Throws saying what was on the screen instead. */
export async function disappears(locator: Locator, what: string, timeoutMs = patienceMs): Promise<void> {
  try {
    await locator.first().waitFor({ state: "hidden", timeout: timeoutMs });
  } catch (cause) {
    throw await missing(locator.page(), `${what} did not go away`, cause);
  }
}

/**
 * Asks again and again until the answer is `accepted`, and returns it.
 * Throws with the last answer and what was on the screen.
 */
export async function eventually<T>(
  page: Page,
  what: string,
  ask: () => Promise<T>,
  accepted: (answer: T) => boolean,
  timeoutMs = patienceMs,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (accepted(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      const last = typeof answer === "string" ? answer : JSON.stringify(answer, null, 2);
      throw await missing(page, `${what} did not happen; at last there was:\n${last}\n`);
    }
    await delay(100);
  }
}

/** An error for a step that failed, with what was on the screen. */
export async function missing(page: Page, message: string, cause?: unknown): Promise<Error> {
  return new Error(`${message}. On the screen:\n${await describeScreen(page)}`, { cause });
}
