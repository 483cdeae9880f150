import { describe, expect } from "vitest";
import { SignInPage } from "../vscode/signInPage.ts";
import { armRequests, signInPages } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const alice = "alice@contoso.example";
const bob = "bob@contoso.example";
const item = "partnerAdminLink.activeLink";

describe("Several accounts", () => {
  test("stand side by side; one that is broken leaves the other alone; signing out takes one away", async ({
    person,
    control,
    azure,
  }) => {
    const { accounts, tenants, palette, quickInput, dialogs, statusBar, page } = person.workbench;
    const { tree } = tenants;
    await person.signIn(alice);
    await person.waitUntilChecked();
    person.prompts.forget();
    await control.forgetRequests();

    await palette.run("Partner Admin Link: Sign In…");
    await dialogs.press("Allow", "wants to sign in using Microsoft");
    const signInPage = await SignInPage.openedBy(page.context(), () =>
      quickInput.pick("Sign in to another account"),
    );
    await signInPage.press(bob);
    await signInPage.finish();
    await tree.waitForText(/^▾ bob@contoso\.example {2}0 of 7 linked/m);
    await person.waitUntilChecked();
    const both = await tree.text();
    expect(both).toMatch(/^▾ alice@contoso\.example {2}18 of 38 linked/m);
    expect(both).toMatch(/^ {2}Adatum Corporation {2}4567890/m);
    expect(both).toMatch(/^ {2}Adatum Corporation {2}Not linked$/m);
    expect(person.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog", "tab"]);
    expect(await signInPages(control)).toBe(1);
    const ofBob = await armRequests(control);
    expect(ofBob.filter((request) => request.startsWith("GET /tenants "))).toHaveLength(1);
    expect(ofBob).toHaveLength(7); // the list, and one read in each tenant that gives a token

    const home = azure.accounts.find(({ username }) => username === bob)?.homeTenantId ?? "";
    await control.addFault({ path: "/tenants", tenantId: home, status: 503, body: "html", count: 0 });
    await tenants.pressTitleAction("Refresh");
    const broken = both.replace("▾ bob@contoso.example  ", "$&listing failed · ");
    await tree.waitForText((text) => text === broken);
    await control.clearFaults();

    await accounts.signOut(bob);
    const alone = await tree.waitForText((text) => !text.includes(bob));
    expect(alone).toMatch(/^Adatum Corporation {2}4567890/m);
    await control.forgetRequests();
    await accounts.signOut(alice);
    expect(await tenants.welcomeText()).toContain("You are not signed in");
    await statusBar.waitUntilHidden(item);
    expect(await armRequests(control)).toEqual([]);
  });
});
