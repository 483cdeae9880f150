import type { CSSResult } from "lit";
import type { VsCodeApi } from "./hostLink.ts";
import { PageModel } from "./pageModel.ts";
import type { PageElement } from "./pageElement.ts";
import { baseStyle } from "./baseStyle.ts";
import { formStyle } from "./formStyle.ts";
import { tenantStyle } from "./tenantStyle.ts";

/** So long after its start a page waits to be told something unasked. Milliseconds. */
const patience = 30;

/** Ages are told in minutes at least. Milliseconds. */
const oneMinute = 60_000;

declare const acquireVsCodeApi: () => VsCodeApi;

/** Puts a page together: its style sheets, its model and its one element; then the extension is told that it is there. */
export function startPage(element: PageElement, styles: readonly CSSResult[]): void {
  const sheets = [baseStyle, formStyle, tenantStyle, ...styles].map(({ styleSheet }) => styleSheet);
  document.adoptedStyleSheets = sheets.filter((sheet) => sheet !== undefined);
  element.model = new PageModel(acquireVsCodeApi(), window, Date.now());
  document.body.append(element);
  document.addEventListener("keydown", keepPageStill);
  sayStarted(element.model);
  setInterval(() => element.model.tick(), oneMinute);
}

/**
 * The extension tells everything unasked, and is told when that is shown. If nothing comes, because VS Code has loaded the
 * page anew, the page asks.
 */
function sayStarted(model: PageModel): void {
  addEventListener("load", () => {
    setTimeout(() => {
      if (!model.basics) {
        model.ask({ type: "ready" });
      }
    }, patience);
  });
  model.onChange((message) => {
    if (message?.type === "everything") {
      // Not earlier: a document that waits for a font is not loaded, and before that VS Code neither shows it nor tells it
      // anything.
      document.fonts.load("16px codicon").catch(() => undefined); // without it there are words
      requestAnimationFrame(() => setTimeout(() => model.ask({ type: "started" })));
    }
  });
}

/** Space presses VS Code's buttons, and the browser would scroll the page as well. */
function keepPageStill(event: KeyboardEvent): void {
  if (event.key === " " && event.target instanceof Element && event.target.localName === "vscode-button") {
    event.preventDefault();
  }
}
