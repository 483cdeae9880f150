import type { Page } from "playwright-core";

/** Something that asked for the person's attention: a modal dialog or a browser tab. */
export interface Prompt {
  readonly kind: "dialog" | "tab";
  /** What the dialog said, or the tab's first address. */
  readonly text: string;
}

/** Notes every prompt that shows up in a VS Code page or is opened by it, however short it stays. */
export class PromptWatch {
  #seen: Prompt[] = [];

  /** Starts to watch; to be called before the page is opened. */
  async start(page: Page): Promise<void> {
    page.context().on("page", (tab) => this.#seen.push({ kind: "tab", text: tab.url() }));
    await page.exposeFunction("palSawDialog", (text: string) => this.#seen.push({ kind: "dialog", text }));
    await page.addInitScript(watchDialogs);
  }

  /** All that was seen so far, oldest first. */
  get seen(): readonly Prompt[] {
    return [...this.#seen];
  }

  /** Forgets what was seen so far. */
  forget(): void {
    this.#seen = [];
  }
}

/** Runs in the page, before VS Code does. */
function watchDialogs(): void {
  const { palSawDialog } = globalThis as unknown as { palSawDialog: (text: string) => void };
  const selector = ".monaco-dialog-box";
  const known = new WeakSet<Element>();
  new MutationObserver(() => {
    for (const dialog of document.querySelectorAll<HTMLElement>(selector)) {
      if (!known.has(dialog)) {
        known.add(dialog);
        palSawDialog(dialog.innerText.replaceAll(/\s+/g, " ").trim());
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
