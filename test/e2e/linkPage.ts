import { appears } from "../vscode/screen.ts";
import { Webview } from "../vscode/webview.ts";
import type { Workbench } from "../vscode/workbench.ts";

type Page = Workbench["page"];
type Locator = Awaited<ReturnType<Webview["locator"]>>;

/** The form for one tenant, as both pages have it. */
export class TenantForm {
  readonly webview: Webview;

  constructor(webview: Webview) {
    this.webview = webview;
  }

  /** Fills the field in and presses Enter. */
  async submit(partnerId: string): Promise<void> {
    await (await this.field()).fill(partnerId);
    await (await this.field()).press("Enter");
  }

  /** Whether the extension offers a partner ID for the field. */
  async offers(partnerId: string): Promise<boolean> {
    const frame = await this.webview.frame();
    return frame.evaluate((id) => {
      interface View {
        readonly model: { readonly ours: readonly { id: string }[]; readonly recent: readonly string[] };
      }
      const { model } = document.querySelector("pal-link-view, pal-overview") as unknown as View;
      return model.ours.some((own) => own.id === id) || model.recent.includes(id);
    }, partnerId);
  }

  /** Presses a button of the form, or of what else is said about the tenant. */
  press(name: string): Promise<void> {
    return this.webview.press(name, ".tenant");
  }

  /** The field for the partner ID. */
  async field(): Promise<Locator> {
    const field = await this.webview.locator("#partner-id");
    await appears(field, "The field for the partner ID");
    return field;
  }

  /** Waits until the result of what was asked for says so. */
  result(accepted: RegExp): Promise<string> {
    return this.webview.waitForText(accepted, ".tenant .result-words");
  }

  /** Waits until the tenant's name is so, and until its state, in words, is. */
  async shows(name: string, state: RegExp | string): Promise<void> {
    await this.webview.waitForText(name, ".tenant .name");
    await this.webview.waitForText(state, ".tenant .state-words");
  }
}

/** The link view in the side bar. */
export class LinkView extends TenantForm {
  readonly #page: Page;

  constructor(page: Page) {
    super(new Webview(page, "pal-link-view"));
    this.#page = page;
  }

  /** Opens the view, if it is closed. */
  async open(): Promise<void> {
    const header = this.#page.locator(".part.sidebar .pane-header", { hasText: /^\s*Link\s*$/ });
    await appears(header, "The header of the view Link");
    if ((await header.getAttribute("aria-expanded")) !== "true") {
      await header.click();
    }
    await appears(await this.webview.locator("main:not([aria-busy])"), "What is in the link view");
  }

  /** Closes it. */
  async close(): Promise<void> {
    const header = this.#page.locator(".part.sidebar .pane-header", { hasText: /^\s*Link\s*$/ });
    if ((await header.getAttribute("aria-expanded")) === "true") {
      await header.click();
    }
  }
}
