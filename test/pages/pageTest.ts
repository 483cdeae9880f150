import { test as base } from "vitest";
import { launchChromium } from "../vscode/chromium.ts";
import { openPage, type OpenedPage, type OpenPageOptions } from "./openPage.ts";

/** The time of the rows in a test. */
export const now = Date.now();

/** A test with the built pages in a browser, which the tests of a file share. Pages are closed after each test. */
export const test = base
  // Vitest reads from these patterns which other fixtures each one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("open", ({ browser }, { onCleanup }) => {
    const opened: OpenedPage[] = [];
    onCleanup(async () => {
      await Promise.all(opened.map(({ page }) => page.context().close()));
    });
    return async (name: "linkPage" | "overviewPage", options: OpenPageOptions): Promise<OpenedPage> => {
      const page = await openPage(browser, name, options);
      opened.push(page);
      return page;
    };
  });
