import { describe, expect } from "vitest";
import { test } from "./vscodeTest.ts";

describe("The overview without tenants", () => {
  test("says so before anybody has signed in, asks nobody, leads to the sign-in, and fills itself", async ({
    person,
    control,
  }) => {
    const { workbench, overview } = person;
    await workbench.palette.run("Partner Admin Link: Open Overview");
    await overview.webview.waitForText(/No Tenants Yet/);
    expect(await control.requests()).toEqual([]);

    await overview.webview.press("Sign In");
    await workbench.dialogs.waitFor("wants to sign in using Microsoft");
    const page = await person.allow();
    await page.press("alice@contoso.example");
    await page.finish();
    await overview.waitForRow("Relecloud", /Not linked/);
    await overview.webview.waitForText(/\d+ of \d+ linked/, ".figure");
    expect(await (await overview.webview.locator(".notes")).count()).toBe(0);
  });

  test("says which account's list failed, and gets it again", async ({ person, control }) => {
    const { workbench, overview } = person;
    await control.addFault({ path: "/tenants", status: 503, body: "html", count: 0 });
    const page = await person.startSignIn();
    await page.press("alice@contoso.example");
    await page.finish();
    await workbench.tenants.tree.waitForText(/listing failed/);
    await control.forgetRequests();
    await workbench.palette.run("Partner Admin Link: Open Overview");
    // Whoever opens it wants to know how things stand: the list is asked for once more, and fails again.
    await expect
      .poll(async () =>
        (await control.requests()).some(({ path, status }) => path === "/tenants" && status === 503),
      )
      .toBe(true);
    await overview.webview.waitForText(/listing failed/, ".notes");
    await control.clearFaults();
    await overview.webview.press("Refresh", ".notes");
    await overview.waitForRow("Relecloud", /./);
  });
});
