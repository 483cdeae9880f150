import type { BrowserContext, Page } from "playwright-core";
import { patienceMs } from "./screen.ts";

/** The page of Microsoft's sign-in, in a browser tab of its own. */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Runs `act`, which makes VS Code open the sign-in page, and returns that page. */
  static async openedBy(context: BrowserContext, act: () => Promise<void>): Promise<SignInPage> {
    const opened = context.waitForEvent("page", { timeout: patienceMs });
    // Handled below, unless `act` fails first.
    opened.catch(() => {});
    await act();
    const page = await opened;
    await page.waitForLoadState();
    return new SignInPage(page);
  }

  /** All that the page says. */
  async text(): Promise<string> {
    return (await this.page.locator("body").innerText()).trim();
  }

  /** Presses a button: a user name on the account page, "Approve", "Accept" or "Cancel" on those after it. */
  async press(button: string): Promise<void> {
    try {
      await this.page.getByRole("button", { name: button, exact: true }).click({ timeout: patienceMs });
    } catch (cause) {
      const words = await this.text();
      throw new Error(`The sign-in page has no button "${button}". It says:\n${words}`, { cause });
    }
  }

  /** Waits until the browser was sent back to VS Code, and closes the tab as people do. */
  async finish(): Promise<void> {
    try {
      await this.page.waitForURL((url) => url.pathname.endsWith("/callback"), { timeout: patienceMs });
    } catch (cause) {
      throw new Error(`The sign-in page did not send the browser back. It says:\n${await this.text()}`, {
        cause,
      });
    }
    await this.page.close();
  }
}
