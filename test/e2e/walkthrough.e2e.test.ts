import { describe, expect } from "vitest";
import { test } from "./vscodeTest.ts";

describe("The walkthrough", () => {
  test("has its steps ticked that were done before it was opened", async ({ person }) => {
    const { page, palette, quickInput } = person.workbench;
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    await person.workbench.reload();
    await person.workbench.tenants.tree.waitUntilShown();

    await palette.run("Welcome: Open Walkthrough...");
    await quickInput.pick("Partner Admin Link");
    const steps = page.locator(".getting-started-step");
    await steps.first().waitFor();
    const ticked = async (): Promise<string[]> =>
      (
        await steps
          .filter({ has: page.locator(".codicon-getting-started-step-checked.complete") })
          .allInnerTexts()
      ).map((text) => text.split("\n")[0] ?? "");
    await expect
      .poll(ticked, { timeout: 10_000 })
      .toEqual(["Sign in", "See where you are linked", "Link your partner ID"]);
    await page.screenshot({ path: "out/e2e/walkthrough.png" });
  });
});
