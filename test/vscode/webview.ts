import type { Frame, Locator, Page } from "playwright-core";
import { appears, eventually, missing, patienceMs } from "./screen.ts";

/** A webview: a page within VS Code's page, in a frame of its own. */
export class Webview {
  readonly #page: Page;
  readonly #mark: string;

  /** @param mark a selector that only this webview's document fulfils. */
  constructor(page: Page, mark: string) {
    this.#page = page;
    this.#mark = mark;
  }

  /** The frame with the document; waits until it is there. */
  async frame(): Promise<Frame> {
    const find = async (): Promise<Frame | undefined> => {
      for (const frame of this.#page.frames()) {
        if (frame.url().includes("fake.html") && (await holds(frame, this.#mark))) {
          return frame;
        }
      }
      return undefined;
    };
    const found = await eventually(
      this.#page,
      `The webview with ${this.#mark}`,
      find,
      (frame) => frame !== undefined,
    );
    return found as Frame;
  }

  async isThere(): Promise<boolean> {
    const held = await Promise.all(this.#page.frames().map((frame) => holds(frame, this.#mark)));
    return held.includes(true);
  }

  /** Something in the document. */
  async locator(selector: string): Promise<Locator> {
    return (await this.frame()).locator(selector);
  }

  /** What a person reads in a part of the document, each line by itself. */
  async text(selector: string = "body"): Promise<string> {
    const part = await this.locator(selector);
    // What is not there has nothing to read.
    const texts = await part.allInnerTexts().catch(() => []);
    return texts
      .join("\n")
      .replaceAll(/[ \t]*\n\s*/g, "\n")
      .trim();
  }

  /** Waits until a part of the document reads so, and returns it; a string is the whole text. */
  async waitForText(accepted: RegExp | string, selector: string = "body"): Promise<string> {
    return eventually(
      this.#page,
      `${selector} that says ${String(accepted)}`,
      () => this.text(selector),
      (text) => (typeof accepted === "string" ? text === accepted : accepted.test(text)),
    );
  }

  /** Presses a button by the name that a screen reader says. */
  async press(name: string, within: string = "body"): Promise<void> {
    const button = (await this.locator(within)).getByRole("button", { name, exact: true });
    await appears(button, `The button "${name}" of the webview`);
    try {
      await button.first().click({ timeout: patienceMs });
    } catch (cause) {
      throw await missing(this.#page, `The button "${name}" cannot be pressed`, cause);
    }
  }

  /** The names of the buttons in a part of the document. */
  async buttons(within: string = "body"): Promise<string[]> {
    const buttons = (await this.locator(within)).getByRole("button");
    const names = await buttons.evaluateAll((all) =>
      all.map(
        (button) =>
          button.getAttribute("aria-label") ?? button.getAttribute("label") ?? button.textContent ?? "",
      ),
    );
    return names.map((name) => name.replaceAll(/\s+/g, " ").trim());
  }
}

/** A frame may go while it is looked at. */
async function holds(frame: Frame, selector: string): Promise<boolean> {
  return frame
    .locator(selector)
    .count()
    .then(
      (count) => count > 0,
      () => false,
    );
}
