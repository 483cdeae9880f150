import type { Locator, Page } from "playwright-core";
import { appears, disappears, eventually, missing, patienceMs } from "./screen.ts";
import { Tree } from "./tree.ts";

/** A view in the side bar, with the icon in the activity bar that opens it. */
export class SideBarView {
  /** The view's tree of rows. */
  readonly tree: Tree;
  readonly #page: Page;
  readonly #container: string;
  readonly #view: string;

  /**
   * @param container the title of the view container, as the activity bar names it.
   * @param view the title of the view.
   */
  constructor(page: Page, container: string, view: string) {
    this.#page = page;
    this.#container = container;
    this.#view = view;
    this.tree = new Tree(page, view);
  }

  get #icon(): Locator {
    return this.#page.locator(".part.activitybar").getByRole("tab", { name: this.#container });
  }

  get #sideBar(): Locator {
    return this.#page.locator(".part.sidebar");
  }

  /** What the view says while it has nothing to show, with its buttons. */
  get #welcome(): Locator {
    return this.#sideBar.locator(".welcome-view-content:visible");
  }

  /** Opens the view through its icon in the activity bar. */
  async open(): Promise<void> {
    const icon = this.#icon;
    await appears(icon, `The activity bar icon "${this.#container}"`);
    const title = this.#sideBar.getByText(this.#container).first();
    const show = async (): Promise<boolean> => {
      // A click closes the side bar if VS Code, which remembers it, has just opened it by itself.
      if (!(await title.isVisible())) {
        await icon.click();
      }
      return title.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    };
    await eventually(this.#page, `Opening the side bar "${this.#container}"`, show, (shown) => shown);
  }

  /** Waits for the welcome text and returns it, a line for each paragraph or button. */
  async welcomeText(): Promise<string> {
    await appears(this.#welcome, "The welcome view");
    return (await this.#welcome.innerText()).replaceAll(/\s*\n\s*/g, "\n").trim();
  }

  async isWelcoming(): Promise<boolean> {
    return (await this.#welcome.count()) > 0;
  }

  /** Presses a button or a link of the welcome view. */
  async pressWelcome(button: string): Promise<void> {
    await appears(this.#welcome, "The welcome view");
    const named = this.#welcome.getByRole("button", { name: button, exact: true });
    const link = this.#welcome.locator("a").getByText(button, { exact: true });
    try {
      await named.or(link).first().click({ timeout: patienceMs });
    } catch (cause) {
      throw await missing(this.#page, `The welcome view has no "${button}"`, cause);
    }
  }

  /** The names of the buttons in the view's title. */
  async titleActions(): Promise<string[]> {
    await this.#pointAt();
    const buttons = this.#titleButtons();
    const names = await buttons.evaluateAll((all) =>
      all.map((button) => button.getAttribute("aria-label") ?? ""),
    );
    return names.filter((name) => name !== "");
  }

  /** Presses a button in the view's title. */
  async pressTitleAction(name: string): Promise<void> {
    await this.#pointAt();
    const button = this.#titleButtons(`[aria-label^="${name}"]`);
    await appears(button, `The title button "${name}"`);
    await button.first().click();
  }

  #titleButtons(which = ""): Locator {
    const label = `.action-label${which}:visible`;
    return this.#pane.locator(`.pane-header .actions ${label}`);
  }

  /** The view among those that share the side bar. */
  get #pane(): Locator {
    const header = this.#page.locator(".pane-header", { hasText: this.#view });
    return this.#sideBar.locator(".pane").filter({ has: header });
  }

  /** The buttons in a view's title show only while the pointer is over the view. */
  async #pointAt(): Promise<void> {
    await this.#pane.locator(".pane-header").hover();
  }

  /** The number on the activity bar icon; empty if there is none. */
  async badge(): Promise<string> {
    const badge = this.#icon.locator(".badge-content:visible");
    return (await badge.count()) > 0 ? badge.innerText() : "";
  }

  /** Waits until the line above the tree is this, or of this form; empty: until there is none. */
  async waitForMessage(text: string | RegExp): Promise<void> {
    const line = this.#sideBar.locator(".tree-explorer-viewlet-tree-view .message:visible");
    const read = async (): Promise<string> => ((await line.count()) > 0 ? line.first().innerText() : "");
    const fits = (said: string): boolean =>
      typeof text === "string" ? said.trim() === text : text.test(said.trim());
    await eventually(this.#page, "The line above the tree", read, fits);
  }

  /** Waits until the view shows no progress bar. */
  async waitUntilIdle(): Promise<void> {
    await disappears(this.#sideBar.locator(".monaco-progress-container.active"), "The progress bar");
  }
}
