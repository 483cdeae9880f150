import { setTimeout as delay } from "node:timers/promises";
import { describe, expect } from "vitest";
import { tokenRequests } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const paused =
  /^Checking is paused: VS Code needs \d[\d.]* s for each tenant's token\. \d+ of \d+ tenants checked$/;

describe("When VS Code takes long for a token", () => {
  test("what nobody asked for pauses and says so, until the person wants to go on", async ({
    person,
    control,
  }) => {
    const { page, tenants } = person.workbench;
    await person.signIn("alice@contoso.example");
    await control.addFault({ host: "login.microsoftonline.com", method: "POST", count: 0, delayMs: 1500 });
    await tenants.waitForMessage(paused);
    expect(await tenants.titleActions()).toContain("Continue Checking");
    await page.screenshot({ path: "out/e2e/checks-are-paused.png" });

    const asked = await tokenRequests(control);
    await delay(3000);
    expect(await tokenRequests(control), "tokens were asked for during the pause").toBe(asked);
    expect(await tenants.tree.text()).toContain("Not checked yet");

    await control.clearFaults();
    await tenants.pressTitleAction("Continue Checking");
    await tenants.tree.waitForText((text) => text !== "" && !/Not checked yet|Checking…/.test(text));
    await tenants.waitForMessage("");
    expect(await tenants.titleActions()).not.toContain("Continue Checking");
  });
});
