import type { Page } from "playwright-core";
import type { QuickInput } from "./quickInput.ts";
import { missing, patienceMs } from "./screen.ts";

/** The command palette. */
export class Palette {
  readonly #page: Page;
  readonly #quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  /** Runs a command by its full title, such as "Partner Admin Link: Sign In". Throws when it is not offered. */
  async run(title: string): Promise<void> {
    await this.#search(title);
    const options = this.#quickInput.options;
    const named = options.filter({ has: this.#page.getByText(title, { exact: true }) });
    try {
      await named.first().click({ timeout: patienceMs });
    } catch (cause) {
      throw await missing(this.#page, `The palette offers no "${title}"`, cause);
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
