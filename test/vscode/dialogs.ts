import type { Locator, Page } from "playwright-core";
import { appears, disappears, missing } from "./screen.ts";

/** VS Code's modal dialogs, such as its question whether an extension may use an account. */
export class Dialogs {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The dialog that is open, if one is. */
  get current(): Locator {
    return this.#page.locator(".monaco-dialog-box:visible");
  }

  /** Waits for a dialog that contains `text` and returns all it says, on one line. */
  async waitFor(text: string | RegExp = ""): Promise<string> {
    await appears(this.current.filter({ hasText: text }), `A dialog saying "${String(text)}"`);
    return this.text();
  }

  /** What the open dialog says, on one line. */
  async text(): Promise<string> {
    return (await this.current.innerText()).replaceAll(/\s+/g, " ").trim();
  }

  /** The names of the open dialog's buttons. */
  async buttons(): Promise<string[]> {
    const names = await this.current.locator(".dialog-buttons .monaco-button").allInnerTexts();
    return names.map((name) => name.trim());
  }

  /** Presses a button of the dialog that contains `text`, and waits until that dialog is gone. */
  async press(button: string, text: string | RegExp = ""): Promise<void> {
    await this.waitFor(text);
    const dialog = await this.current.elementHandle();
    const buttons = await this.buttons();
    if (!buttons.includes(button)) {
      throw await missing(this.#page, `The dialog offers no "${button}" but ${buttons.join(", ")}`);
    }
    await this.current.getByRole("button", { name: button, exact: true }).click();
    await dialog?.waitForElementState("hidden");
  }

  async waitUntilClosed(): Promise<void> {
    await disappears(this.current, "The dialog");
  }
}
