import { describe, expect } from "vitest";
import { test } from "./vscodeTest.ts";

// VS Code gives a command in a view's title the line that has the focus, as if it had been called on that.
describe("The buttons above the tenants are about all of them, whichever one is selected", () => {
  test("Refresh lists the tenants again", async ({ alice, control }) => {
    const { tenants } = alice.workbench;
    await tenants.tree.select("Adatum Corporation");
    await control.forgetRequests();
    await tenants.pressTitleAction("Refresh");
    await expect
      .poll(async () => (await control.requests()).map(({ method, path }) => `${method} ${path}`))
      .toContain("GET /tenants");
    await alice.waitUntilChecked();
  });

  test("Open Overview opens no details, and leaves its filter alone", async ({ alice }) => {
    const { overview } = alice;
    const { tenants } = alice.workbench;
    await overview.open();
    await overview.filter("Relecloud");
    await tenants.tree.select("Adatum Corporation");
    await tenants.pressTitleAction("Open Overview");
    await overview.waitForRow("Relecloud", /./);
    expect((await overview.rows()).map(([name]) => name)).toEqual(["Relecloud"]);
    expect(await (await overview.webview.locator(".details")).count()).toBe(0);
    await overview.close();
  });
});
