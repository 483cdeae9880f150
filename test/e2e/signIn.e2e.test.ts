import { describe, expect } from "vitest";
import { test } from "./vscodeTest.ts";

const alice = "alice@contoso.example";
const item = "partnerAdminLink.activeLink";

describe("The main job, with VS Code's own Microsoft accounts", () => {
  test("A person signs in, sees the tenants, links one, and the status bar shows a link", async ({
    person,
    control,
  }) => {
    const { workbench } = person;
    const { tree } = workbench.tenants;

    const signInPage = await person.startSignIn();
    await signInPage.press(alice);
    await signInPage.finish();
    await tree.waitForText(/^▸ Contoso Consulting {2}4567890 · Contoso Consulting\b.*\bhome$/m);
    await person.waitUntilChecked();
    expect(await tree.row("Relecloud")).toMatchObject({
      description: "Not linked",
      actions: ["Link Partner ID…", "Refresh"],
    });

    await tree.pressInline("Relecloud", "Link Partner ID…");
    await workbench.quickInput.answer("4567890");
    expect(await workbench.notifications.waitFor("Linked 4567890")).toBe(
      "Linked 4567890, “Contoso Consulting”, in Relecloud.",
    );
    await tree.waitForText(/^Relecloud {2}4567890 · Contoso Consulting\b/m);
    expect(await workbench.statusBar.text(item)).toBe("4567890");

    const requests = await control.requests();
    const writes = requests.filter(({ part, method }) => part === "arm" && method !== "GET");
    expect(writes.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      "PUT /providers/Microsoft.ManagementPartner/partners/4567890 200",
    ]);
  });

  test("Signing in asks once, and only the local Azure is called", async ({ person, control }) => {
    await person.signIn(alice);
    await person.waitUntilChecked();
    expect(person.pauses, "checks were paused, which nobody should see where tokens are quick").toBe(0);

    expect(person.prompts.seen).toEqual([
      {
        kind: "dialog",
        text: expect.stringContaining("The extension 'Partner Admin Link' wants to sign in using Microsoft."),
      },
      { kind: "tab", text: expect.stringMatching(/^https:\/\/login\.microsoftonline\.com\/organizations\//) },
    ]);
    const requests = await control.requests();
    expect(requests.filter(({ path }) => path.endsWith("/authorize"))).toHaveLength(1);
    expect(await control.refused()).toEqual([]);
    expect(person.traffic.hosts).toEqual(["127.0.0.1", "login.microsoftonline.com", "vscode.dev"]);
  });

  test("A person who does not allow the extension to sign in is back at the start", async ({
    person,
    control,
  }) => {
    const { tenants, dialogs, notifications } = person.workbench;
    await tenants.open();
    await tenants.pressWelcome("Sign In");
    await dialogs.press("Cancel", "wants to sign in using Microsoft");
    // It can be tried again, and says the same.
    await tenants.pressWelcome("Sign In");
    await dialogs.press("Cancel", "wants to sign in using Microsoft");

    expect(await tenants.welcomeText()).toContain("Sign In");
    expect(person.prompts.seen).toHaveLength(2);
    expect(await tenants.tree.rows()).toEqual([]);
    expect(await notifications.texts()).toEqual([]);
    expect((await control.requests()).filter(({ part }) => part === "entra")).toEqual([]);
  });

  test("A person who turns away at Microsoft's page is back at the start", async ({ person }) => {
    const { tenants, notifications } = person.workbench;
    const signInPage = await person.startSignIn();
    await signInPage.press("Cancel");
    await signInPage.finish();

    // Who turned away knows it: nothing is told as an error.
    await expect.poll(async () => (await notifications.texts()).join()).not.toContain("Signing in");
    expect(await tenants.welcomeText()).toContain("Sign In");
    expect(await tenants.tree.rows()).toEqual([]);
  });
});
