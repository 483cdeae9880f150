import { describe, expect } from "vitest";
import { writes } from "./requests.ts";
import { strangersTest } from "./strangersTest.ts";
import { startWatchedVscode } from "./watchedVscode.ts";
import { strangersHost, strangersPartnerId } from "./workspaceFolder.ts";

/** VS Code asks which folders to trust. */
const test = strangersTest.extend("server", { scope: "file" }, async ({ azure }, { onCleanup }) => {
  const server = await startWatchedVscode(azure, { workspaceTrust: true });
  onCleanup(() => server.stop());
  return server;
});

describe("In a folder that nobody trusts", () => {
  test("the extension works, and the folder can choose neither a cloud nor a partner ID, which the person is told", async ({
    person,
    control,
  }) => {
    const { statusBar, tenants, quickInput, notifications } = person.workbench;
    await statusBar.waitFor("status.workspaceTrust", "Restricted Mode");
    await tenants.open();
    await tenants.pressWelcome("Sign In");
    expect(await notifications.waitFor("This workspace sets")).toContain("microsoft-sovereign-cloud");
    const signInPage = await person.allow();
    await signInPage.press("alice@contoso.example");
    await signInPage.finish();
    await tenants.tree.waitUntilShown();
    await person.waitUntilChecked();
    const text = await tenants.tree.text();
    expect(text).toMatch(/Adatum Corporation {2}4567890 · Contoso Consulting · Linked \(you\)$/m);
    expect(text).not.toContain("another ID");

    await tenants.tree.pressInline("Relecloud", "Link Partner ID…");
    expect(await notifications.waitFor("partnerAdminLink.partnerIds")).toContain("This workspace sets");
    await quickInput.waitForMessage("location ID");
    expect(await quickInput.text()).not.toContain(strangersPartnerId);
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    expect((await control.refused()).filter((host) => host.endsWith(strangersHost))).toEqual([]);
    expect(await control.strays()).toEqual([]);
  });
});
