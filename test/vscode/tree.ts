import type { Locator, Page } from "playwright-core";
import { readTreeRows, scrollIntoSight } from "./readTreeRows.ts";
import { appears, disappears, eventually, missing, patienceMs } from "./screen.ts";
import { type GoldenParts, goldenText, type TreeRow } from "./treeRow.ts";

/** A tree view, such as the extension's tenants. */
export class Tree {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  get #tree(): Locator {
    return this.#page.locator(".part.sidebar").getByRole("tree", { name: this.#name });
  }

  /** Waits until the tree shows at least one row. */
  async waitUntilShown(): Promise<void> {
    await appears(this.#tree.getByRole("treeitem"), `A row in the tree "${this.#name}"`);
  }

  /** Every row, from the first to the last, also those that must be scrolled into view. */
  async rows(): Promise<TreeRow[]> {
    if ((await this.#tree.count()) === 0) {
      return [];
    }
    return readTreeRows(this.#tree);
  }

  /** The tree as people see it: a line for each row, indented by level. To be compared with an expected text. */
  async text(parts: GoldenParts = {}): Promise<string> {
    return goldenText(await this.rows(), parts);
  }

  /** Waits until the tree's text is `accepted`, and returns it. */
  async waitForText(
    accepted: string | RegExp | ((text: string) => boolean),
    parts: GoldenParts = {},
  ): Promise<string> {
    const fits = (text: string): boolean => {
      if (typeof accepted === "function") {
        return accepted(text);
      }
      return typeof accepted === "string" ? text.includes(accepted) : accepted.test(text);
    };
    const what = typeof accepted === "function" ? "The awaited tree" : `A tree with ${String(accepted)}`;
    return eventually(this.#page, what, () => this.text(parts), fits);
  }

  /** The row with this label. Throws with all rows when there is none. */
  async row(label: string): Promise<TreeRow> {
    const rows = await this.rows();
    const found = rows.find((row) => row.label === label);
    if (found === undefined) {
      throw new Error(`The tree has no row "${label}". It shows:\n${goldenText(rows)}`);
    }
    return found;
  }

  /** Selects a row by clicking its label. */
  async select(label: string): Promise<void> {
    await (await this.#visible(label)).click();
  }

  /** Opens a row that has children, if it is closed. */
  async expand(label: string): Promise<void> {
    const row = await this.#visible(label);
    if ((await row.getAttribute("aria-expanded")) === "false") {
      await row.locator(".monaco-tl-twistie").click();
    }
  }

  /** Presses one of the buttons that a row shows when pointed at. */
  async pressInline(label: string, action: string): Promise<void> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const row = await this.#visible(label);
      await row.hover();
      // Of the actions only: the row's own label may begin with the same word.
      const button = row.locator(`.actions .action-label[aria-label^="${action}"]`);
      // A row that is drawn anew under the pointer hides its buttons until the pointer moves. Only what can be pressed is.
      const isThere = await button
        .first()
        .click({ trial: true, timeout: 2000 })
        .then(
          () => true,
          () => false,
        );
      if (isThere) {
        return button.first().click();
      }
      if (Date.now() > end) {
        throw await missing(this.#page, `The button "${action}" of the row "${label}" cannot be pressed`);
      }
      await this.#page.mouse.move(0, 0);
    }
  }

  /** The entries of a row's context menu. */
  async menu(label: string): Promise<string[]> {
    await this.#openMenu(label);
    const names = await this.#menuItems.allInnerTexts();
    await this.#page.keyboard.press("Escape");
    await this.#page.mouse.move(0, 0); // else the row's tooltip comes and covers its neighbours
    return names.map((name) => name.trim()).filter((name) => name !== "");
  }

  /** Chooses an entry of a row's context menu. */
  async chooseFromMenu(label: string, entry: string): Promise<void> {
    await this.#openMenu(label);
    const item = this.#menuItems.filter({ hasText: entry }).first();
    if ((await item.count()) === 0) {
      throw await missing(this.#page, `The menu of "${label}" has no "${entry}"`);
    }
    // The keyboard chooses: a menu does not hear the mouse during its first tenth of a second.
    await item.hover();
    await this.#page.keyboard.press("Enter");
    await disappears(item, `The menu of "${label}"`);
  }

  /** The text of the tooltip that a row shows when pointed at. */
  async tooltip(label: string): Promise<string> {
    await (await this.#visible(label)).locator(".label-name").hover();
    const hover = this.#page.locator(".workbench-hover:visible").last();
    await appears(hover, `The tooltip of "${label}"`);
    // VS Code says "Loading..." until the extension has made the tooltip.
    const read = async (): Promise<string> => (await hover.innerText()).trim();
    const text = await eventually(
      this.#page,
      `The tooltip of "${label}"`,
      read,
      (said) => !said.startsWith("Loading"),
    );
    await this.#page.mouse.move(0, 0); // else it covers the rows below
    return text;
  }

  /** The label of the row that has the keyboard's focus; empty if none has. */
  async focused(): Promise<string> {
    const row = this.#tree.locator(".monaco-list-row.focused .label-name");
    return (await row.count()) === 0 ? "" : ((await row.first().textContent()) ?? "").trim();
  }

  get #menuItems(): Locator {
    return this.#page.locator(".monaco-menu .action-item .action-label:visible");
  }

  async #openMenu(label: string): Promise<void> {
    await (await this.#visible(label)).click({ button: "right" });
    await appears(this.#menuItems, `The menu of "${label}"`);
  }

  /** Scrolls a row into view. */
  async reveal(label: string): Promise<void> {
    await this.#visible(label);
  }

  /** The row's element, scrolled into view. */
  async #visible(label: string): Promise<Locator> {
    await this.waitUntilShown();
    const { index } = await this.row(label);
    const row = this.#tree.locator(`.monaco-list-row[data-index="${index}"]`);
    await readTreeRows(this.#tree, index);
    await scrollIntoSight(this.#tree, index);
    await appears(row, `The row "${label}"`);
    return row;
  }
}
