import type { Locator, Page } from "playwright-core";
import { appears, disappears, missing, patienceMs } from "./screen.ts";

/** One entry of a QuickPick as people read it. */
export interface QuickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** VS Code's QuickPick and InputBox: the box that drops down from the top. */
export class QuickInput {
  readonly #page: Page;
  readonly #box: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#box = page.locator(".quick-input-widget:visible");
  }

  /** The entries shown now. */
  get options(): Locator {
    return this.#box.getByRole("option");
  }

  get #field(): Locator {
    return this.#box.locator(".quick-input-box input");
  }

  /** Waits for a box whose text contains `text`, or fits it (title, prompt, placeholder or an entry). */
  async waitUntilOpen(what = "A quick input", text?: string | RegExp): Promise<void> {
    await appears(this.#box, what);
    if (text !== undefined) {
      const placeholder = this.#page.getByPlaceholder(text);
      await appears(this.#box.getByText(text).or(placeholder), `${what} with "${String(text)}"`);
    }
  }

  async waitUntilClosed(): Promise<void> {
    await disappears(this.#box, "The quick input");
  }

  async isOpen(): Promise<boolean> {
    return (await this.#box.count()) > 0;
  }

  /** The whole text of the box: title, prompt, entries, validation message. */
  async text(): Promise<string> {
    return (await this.#box.innerText()).replaceAll(/\s*\n\s*/g, "\n").trim();
  }

  /** What stands in the input. */
  async value(): Promise<string> {
    return (await this.isOpen()) ? this.#field.inputValue() : "";
  }

  async placeholder(): Promise<string> {
    return (await this.#field.getAttribute("placeholder")) ?? "";
  }

  async title(): Promise<string> {
    return this.#box.locator(".quick-input-title").innerText();
  }

  /** The prompt or validation message under the input. */
  async message(): Promise<string> {
    return this.#box.locator(".quick-input-message").innerText();
  }

  /** Waits until the prompt or validation message contains `text`. */
  async waitForMessage(text: string | RegExp): Promise<void> {
    const message = this.#box.locator(".quick-input-message", { hasText: text });
    await appears(message, `The message ${String(text)}`);
  }

  /** The entries as people read them. Long lists show only those near the top: narrow them with `type`. */
  async items(): Promise<QuickItem[]> {
    return this.options.evaluateAll((rows) =>
      rows.map((row) => {
        const read = (selector: string): string => row.querySelector(selector)?.textContent?.trim() ?? "";
        const line = ".quick-input-list-row";
        return {
          label: read(`${line} .label-name`),
          description: read(`${line} .label-description`),
          detail: read(".quick-input-list-label-meta"),
        };
      }),
    );
  }

  /** Replaces what stands in the input. */
  async type(text: string): Promise<void> {
    await this.#field.fill(text);
  }

  /** Presses Enter. */
  async accept(): Promise<void> {
    await this.#field.press("Enter");
  }

  /** Presses the Back button. */
  async goBack(): Promise<void> {
    const button = this.#box.locator(".codicon-quick-input-back");
    await appears(button, "The Back button");
    await button.click();
  }

  /** Presses Escape and waits until the box is gone. */
  async cancel(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.waitUntilClosed();
  }

  /** Types and presses Enter, as an answer to an InputBox. */
  async answer(text: string): Promise<void> {
    await this.waitUntilOpen("The input box");
    await this.type(text);
    await this.accept();
  }

  /** Waits until the entry that Enter would choose is this one. */
  async waitUntilMarked(label: string): Promise<void> {
    const marked = this.#box.locator(".monaco-list-row.focused", { hasText: label });
    await appears(marked, `The marked entry "${label}"`);
  }

  /** Chooses the entry that contains `text`; in a long list `type` something first. Throws with the entries offered. */
  async pick(text: string | RegExp): Promise<void> {
    await this.waitUntilOpen(`A list to pick ${String(text)} from`);
    try {
      await this.options.filter({ hasText: text }).first().click({ timeout: patienceMs });
    } catch (cause) {
      throw await missing(this.#page, `There is no entry ${String(text)}`, cause);
    }
  }
}
