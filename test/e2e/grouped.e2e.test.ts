import { describe, expect } from "vitest";
import { waitUntilKept } from "../vscode/browserState.ts";
import { SignInPage } from "../vscode/signInPage.ts";
import type { Person } from "./person.ts";
import { armRequests } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const alice = "alice@contoso.example";
const bob = "bob@contoso.example";

/** Signs in with one more account. */
async function signInToo({ workbench }: Person, username: string): Promise<void> {
  const { palette, dialogs, quickInput, page } = workbench;
  await palette.run("Partner Admin Link: Sign In…");
  await dialogs.press("Allow", "wants to sign in using Microsoft");
  const signInPage = await SignInPage.openedBy(page.context(), () =>
    quickInput.pick("Sign in to another account"),
  );
  await signInPage.press(username);
  await signInPage.finish();
}

/** The lines of the table that are drawn: of each its level, whether it is open, and what its first cells say. */
async function lines({ overview }: Person): Promise<string[]> {
  const drawn = await overview.webview.locator(".grid-body [role=row]");
  return drawn.evaluateAll((all) =>
    all
      .toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((line) => {
        const parts = [".head-name", ".count-long", ".cell-name", ".cell-state", ".cell-partnerId"];
        const texts = parts.map((part) => line.querySelector(part)?.textContent?.trim() ?? "");
        const mark = line.ariaExpanded === null ? " " : line.ariaExpanded === "true" ? "-" : "+";
        return [mark, ...texts].filter((text) => text !== "").join(" ");
      }),
  );
}

describe("The overview grouped by tenant", () => {
  test("shows which accounts are linked in a tenant, is folded by keyboard, and is the same after a reload", async ({
    person,
    control,
    azure,
  }) => {
    const adatum = azure.tenants.find(({ displayName }) => displayName === "Adatum Corporation");
    const { overview } = person;
    const { page, tenants } = person.workbench;
    const { keyboard } = page;
    await person.signIn(alice);
    await person.waitUntilChecked();
    await signInToo(person, bob);
    await tenants.tree.waitForText(/^▾ bob@contoso\.example {2}0 of 7 linked/m);
    await person.waitUntilChecked();
    person.prompts.forget();
    await control.forgetRequests();

    await overview.open();
    await overview.filter("adatum");
    await overview.webview.press("Group by Tenant");
    await expect
      .poll(() => lines(person))
      .toEqual([
        "- Adatum Corporation 1 of 2 identities linked",
        "  alice@contoso.example Linked (you) 4567890",
        "  bob@contoso.example Not linked",
      ]);
    await overview.webview.waitForText(/^1 of \d+ tenants in 2 rows$/, ".selection-count");
    const table = await overview.webview.locator("[role=treegrid]");
    await table.focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft"]) {
      await keyboard.press(key);
    }
    const folded = ["+ Adatum Corporation 1 of 2 identities linked"];
    await expect.poll(() => lines(person)).toEqual(folded);
    await keyboard.press("Space");
    await overview.webview.waitForText(/^2 selected/, ".selection-count");

    // The ids of rows end so: what is selected, which was done last.
    await waitUntilKept(person.workbench.page, `/${String(adatum?.tenantId)}`);
    await person.workbench.reload();
    await overview.waitForRows();
    await expect.poll(() => lines(person)).toEqual(folded);
    await overview.webview.waitForText(/^2 selected/, ".selection-count");
    await (await overview.webview.locator("[role=treegrid]")).focus();
    await keyboard.press("Home");
    await keyboard.press("ArrowRight");
    await expect.poll(async () => (await lines(person)).length).toBe(3);
    expect(await armRequests(control)).toEqual([]);
    expect(person.prompts.seen).toEqual([]);
    await overview.close();
  });
});
