import type { Locator, Page } from "playwright-core";
import { appears, disappears, eventually } from "./screen.ts";

/** Items of the status bar, named by (the end of) their id. */
export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  item(id: string): Locator {
    return this.#page.locator(`.statusbar-item[id$="${id}"]:visible`);
  }

  async isShown(id: string): Promise<boolean> {
    return (await this.item(id).count()) > 0;
  }

  /** What people read. An icon counts as nothing. */
  async text(id: string): Promise<string> {
    await appears(this.item(id), `The status bar item ${id}`);
    return (await this.item(id).innerText()).trim();
  }

  /** What a screen reader says. */
  async spoken(id: string): Promise<string> {
    await appears(this.item(id), `The status bar item ${id}`);
    const item = this.item(id);
    const inner = item.locator("[aria-label]");
    const named = (await inner.count()) > 0 ? inner.first() : item;
    return (await named.getAttribute("aria-label")) ?? "";
  }

  /** Waits until the item says `text`. */
  async waitFor(id: string, text: string | RegExp): Promise<void> {
    const says = (words: string): boolean =>
      typeof text === "string" ? words.includes(text) : text.test(words);
    const read = async (): Promise<string> => ((await this.isShown(id)) ? this.text(id) : "(not shown)");
    await eventually(this.#page, `The status bar item ${id} saying ${String(text)}`, read, says);
  }

  async waitUntilHidden(id: string): Promise<void> {
    await disappears(this.item(id), `The status bar item ${id}`);
  }

  async click(id: string): Promise<void> {
    await appears(this.item(id), `The status bar item ${id}`);
    await this.item(id).click();
  }

  /** The text of the tooltip that the item shows when pointed at. */
  async tooltip(id: string): Promise<string> {
    await this.item(id).hover();
    const hover = this.#page.locator(".workbench-hover:visible").last();
    await appears(hover, `The tooltip of ${id}`);
    return (await hover.innerText()).trim();
  }
}
