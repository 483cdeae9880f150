import type { Page } from "playwright-core";
import type { QuickInput } from "./quickInput.ts";
import { missing, patienceMs } from "./screen.ts";

/** So long one opened palette may take to offer what it knows. Milliseconds. */
const lookMs = 5000;

/** The command palette. */
export class Palette {
  readonly #page: Page;
  readonly #quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  /**
   * Runs a command by its full title, such as "Partner Admin Link: Sign In". Throws when it is not offered. A palette that is open
   * does not hear of new commands: it is opened again.
   */
  async run(title: string): Promise<void> {
    const options = this.#quickInput.options;
    const named = options.filter({ has: this.#page.getByText(title, { exact: true }) });
    const end = Date.now() + patienceMs;
    for (;;) {
      await this.#search(title);
      try {
        await named.first().click({ timeout: lookMs });
        return;
      } catch (cause) {
        if (Date.now() > end) {
          throw await missing(this.#page, `The palette offers no "${title}"`, cause);
        }
        await this.#quickInput.cancel();
      }
    }
  }

  /** The same without a mouse: types the title and presses Enter once it is the marked entry. */
  async runByKeyboard(title: string): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.#quickInput.waitUntilOpen("The command palette");
    await this.#page.keyboard.type(title);
    await this.#quickInput.waitUntilMarked(title);
    await this.#page.keyboard.press("Enter");
  }

  /** The titles of the commands offered for some text. */
  async offers(text: string): Promise<string[]> {
    await this.#search(text);
    const titles = (await this.#quickInput.items()).map((item) => item.label);
    await this.#quickInput.cancel();
    return titles;
  }

  async #search(text: string): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.#quickInput.waitUntilOpen("The command palette");
    await this.#quickInput.type(`>${text}`);
  }
}
