import { setTimeout as delay } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { appears, missing, patienceMs } from "./screen.ts";

/**
 * Of more than three toasts within this time VS Code keeps the later ones under the bell; those of progress count as well.
 * Milliseconds.
 */
const burst = 800;

/** The toasts in the lower right corner. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  #toasts(text?: string | RegExp): Locator {
    const toasts = this.#page.locator(".notifications-toasts .notification-list-item:visible");
    return text === undefined ? toasts : toasts.filter({ hasText: text });
  }

  /** The message of each toast, newest first. */
  async texts(): Promise<string[]> {
    return this.#toasts().locator(".notification-list-item-message").allInnerTexts();
  }

  /** Waits for a toast and returns its message. */
  async waitFor(text: string | RegExp, timeoutMs = patienceMs): Promise<string> {
    await appears(this.#toasts(text), `The notification ${String(text)}`, timeoutMs);
    return this.#toasts(text).first().locator(".notification-list-item-message").innerText();
  }

  /** The names of a toast's buttons, as offered to the person. */
  async buttons(text: string | RegExp): Promise<string[]> {
    await this.waitFor(text);
    return this.#toasts(text)
      .first()
      .locator(".notification-list-item-buttons-container .monaco-button")
      .allInnerTexts();
  }

  /** Presses a button of a toast. Nobody reads and presses within a burst; a test that does misses the next toast. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.waitFor(text);
    await delay(burst);
    const named = this.#toasts(text).first().getByRole("button", { name: button, exact: true });
    try {
      await named.click({ timeout: patienceMs });
    } catch (cause) {
      throw await missing(this.#page, `The notification has no button "${button}"`, cause);
    }
  }
}
