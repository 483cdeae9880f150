import type { Page } from "playwright-core";
import { AccountsMenu } from "./accountsMenu.ts";
import { Dialogs } from "./dialogs.ts";
import { Notifications } from "./notifications.ts";
import { Palette } from "./palette.ts";
import { QuickInput } from "./quickInput.ts";
import { appears } from "./screen.ts";
import { SideBarView } from "./sideBarView.ts";
import { StatusBar } from "./statusBar.ts";

/** VS Code in a browser's page, and the parts of it that tests drive. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly palette: Palette;
  readonly notifications: Notifications;
  readonly dialogs: Dialogs;
  readonly statusBar: StatusBar;
  readonly accounts: AccountsMenu;
  /** The extension's view of tenants. */
  readonly tenants: SideBarView;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.palette = new Palette(page, this.quickInput);
    this.notifications = new Notifications(page);
    this.dialogs = new Dialogs(page);
    this.accounts = new AccountsMenu(page, this.dialogs);
    this.statusBar = new StatusBar(page);
    this.tenants = new SideBarView(page, "Partner Admin Link", "Tenants");
  }

  /** Waits until VS Code is there and its status bar has its first items. */
  async waitUntilReady(): Promise<void> {
    await appears(this.page.locator(".monaco-workbench .part.statusbar .statusbar-item"), "VS Code", 60_000);
  }

  /** Reloads the page, as the person's browser would, and waits until VS Code is there again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  /** Closes what a test may have left open: menus, boxes, toasts. */
  async tidyUp(): Promise<void> {
    await this.page.keyboard.press("Escape");
    if (await this.quickInput.isOpen()) {
      await this.quickInput.cancel();
    }
    await this.palette.run("Notifications: Clear All Notifications");
  }

  /** Changes the colour theme, by the name that VS Code lists, such as "Light Modern". */
  async useTheme(name: string): Promise<void> {
    await this.palette.run("Preferences: Color Theme");
    // The list is scrolled to the theme that is used.
    await this.quickInput.waitUntilOpen("The list of themes", /Modern|High Contrast/);
    await this.quickInput.type(name);
    await this.quickInput.pick(name);
    await this.quickInput.waitUntilClosed();
  }
}
