import { describe, expect } from "vitest";
import { axeFindings } from "../pages/axe.ts";
import type { Webview } from "../vscode/webview.ts";
import { test } from "./vscodeTest.ts";

/** What axe finds in a page once it has the colours of this kind of theme. */
async function findings(webview: Webview, kind: string): Promise<string[]> {
  const frame = await webview.frame();
  await frame.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
  return axeFindings(frame);
}

describe.each([
  ["vscode-light", "Light Modern"],
  ["vscode-high-contrast", "Dark High Contrast"],
  ["vscode-high-contrast-light", "Light High Contrast"],
  ["vscode-dark", "Dark Modern"],
])("In VS Code, in %s", (kind, theme) => {
  test("axe finds nothing in both pages", async ({ alice }) => {
    const { linkView, overview, workbench } = alice;
    const { tenants } = workbench;
    await workbench.useTheme(theme);
    await linkView.open();
    await overview.open();
    expect(await findings(overview.webview, kind)).toEqual([]);
    await overview.webview.press("Select All");
    await overview.openDetails("Adatum Corporation");
    expect(await findings(overview.webview, kind)).toEqual([]);
    await overview.close();

    for (const [tenant, state] of [
      ["Adatum Corporation", /Linked/],
      ["Relecloud", /Not linked/],
    ] as const) {
      await tenants.tree.select(tenant);
      await linkView.shows(tenant, state);
      expect(await findings(linkView.webview, kind)).toEqual([]);
    }
    await (await linkView.field()).fill("12 34");
    await linkView.webview.waitForText(/There are spaces inside the number/);
    expect(await findings(linkView.webview, kind)).toEqual([]);
  });
});
