import { appears, disappears, eventually } from "../vscode/screen.ts";
import { Webview } from "../vscode/webview.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { TenantForm } from "./linkPage.ts";

/** The overview, an editor tab. */
export class Overview {
  readonly webview: Webview;
  /** The details of the open row. */
  readonly details: TenantForm;
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    this.webview = new Webview(workbench.page, "pal-overview");
    this.details = new TenantForm(this.webview);
  }

  /** Opens it from the palette, and waits for its first rows. */
  async open(): Promise<void> {
    await this.#workbench.palette.run("Partner Admin Link: Open Overview");
    await this.waitForRows();
  }

  async waitForRows(): Promise<void> {
    await appears(await this.webview.locator(".grid-body [role=row]"), "A row of the overview");
  }

  /** Closes all editors, for a test that did not come to its end. */
  async tidyUp(): Promise<void> {
    if (await this.webview.isThere()) {
      await this.#workbench.palette.run("View: Close All Editors");
    }
  }

  /** Closes its tab. */
  async close(): Promise<void> {
    const tab = this.#workbench.page.locator(".part.editor .tab", { hasText: "Partner Admin Link" });
    await tab.hover();
    await tab.getByRole("button", { name: "Close" }).click();
    await disappears(tab, "The overview's tab");
  }

  /** Types into the filter. */
  async filter(text: string): Promise<void> {
    await (await this.webview.locator(".filter input")).fill(text);
  }

  /** The rows that are drawn, each as the texts of its cells. */
  async rows(): Promise<string[][]> {
    const rows = await this.webview.locator(".grid-body [role=row]");
    return rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll("[role=gridcell]")].map((cell) =>
          (cell.textContent ?? "").replaceAll(/\s+/g, " ").trim(),
        ),
      ),
    );
  }

  /** What the row of a tenant says, on one line; empty if it is not drawn. */
  async row(tenant: string): Promise<string> {
    const row = (await this.rows()).find(([name]) => name === tenant);
    return row?.join(" | ") ?? "";
  }

  /** Waits until the row of a tenant says so. */
  waitForRow(tenant: string, accepted: RegExp): Promise<string> {
    return eventually(
      this.#workbench.page,
      `A row of ${tenant} that says ${String(accepted)}`,
      () => this.row(tenant),
      (row) => accepted.test(row),
    );
  }

  /** Opens the details of a tenant, whose row is drawn. */
  async openDetails(tenant: string): Promise<void> {
    const name = (await this.webview.locator(".cell-name")).getByText(tenant, { exact: true });
    await appears(name, `The row of ${tenant}`);
    await name.click();
    await this.webview.waitForText(tenant, ".tenant .name");
  }

  /** The names of the tenants that are selected and drawn. */
  async selected(): Promise<string[]> {
    const names = await this.webview.locator(".grid-body [aria-selected=true] .cell-name");
    return names.allInnerTexts();
  }
}
