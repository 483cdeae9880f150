import type { Locator, Page } from "playwright-core";
import type { Dialogs } from "./dialogs.ts";
import { appears } from "./screen.ts";

/** VS Code's own menu of accounts, at the foot of the activity bar. */
export class AccountsMenu {
  readonly #page: Page;
  readonly #dialogs: Dialogs;

  constructor(page: Page, dialogs: Dialogs) {
    this.#page = page;
    this.#dialogs = dialogs;
  }

  /** Signs an account out of VS Code, and answers its question. */
  async signOut(username: string): Promise<void> {
    await this.#page.locator(".part.activitybar").getByRole("button", { name: "Accounts" }).click();
    const account = this.#entry(`${username} (Microsoft)`);
    await appears(account, `The account ${username} in the menu`);
    await account.hover();
    const signOut = this.#entry("Sign Out");
    await appears(signOut, `Sign Out of ${username}`);
    // The keyboard chooses: a menu does not hear the mouse during its first tenth of a second.
    await signOut.hover();
    await this.#page.keyboard.press("Enter");
    await this.#dialogs.press("Sign Out", username);
  }

  #entry(name: string): Locator {
    return this.#page.locator(".monaco-menu .action-item:visible", { hasText: name }).last();
  }
}
