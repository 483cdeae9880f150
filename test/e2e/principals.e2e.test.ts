import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import type { Workbench } from "../vscode/workbench.ts";
import { writes } from "./requests.ts";
import { extensionId, test } from "./vscodeTest.ts";

/** Answers the wizard from the palette on. */
async function addWithSecret(
  { palette, quickInput }: Workbench,
  app: { readonly clientId: string; readonly tenantId: string },
  secret: string,
): Promise<void> {
  await palette.run("Partner Admin Link: Add Service Principal…");
  await quickInput.waitUntilOpen("The list of clouds", "In which cloud?");
  await quickInput.pick("Azure (public)");
  await quickInput.waitForMessage("The application (client) ID");
  await quickInput.answer(app.clientId);
  await quickInput.waitForMessage("The tenant in which it signs in");
  await quickInput.answer(app.tenantId);
  await quickInput.waitUntilOpen("The list of credentials", "How does it sign in?");
  await quickInput.pick("Client Secret");
  await quickInput.waitForMessage("The value of the client secret");
  await quickInput.answer(secret);
  await quickInput.waitUntilOpen("What becomes of it", "What becomes of it afterwards?");
  await quickInput.pick("Use Once and Forget");
}

/** The files below a folder that hold a text. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const file = path.join(folder, name);
    if ((await stat(file)).isFile() && (await readFile(file)).includes(text)) {
      found.push(file);
    }
  }
  return found;
}

describe("A service principal", () => {
  test("is added with a secret, linked, asked for the secret again after a restart, and forgotten", async ({
    person,
    azure,
    control,
    server,
  }) => {
    const { workbench } = person;
    const { tenants, quickInput, notifications, dialogs } = workbench;
    const { tree } = tenants;
    const [app] = azure.servicePrincipals;
    const { clientId = "", clientSecret = "", tenantId = "" } = app ?? {};
    const tenantName = azure.tenants.find((tenant) => tenant.tenantId === tenantId)?.displayName ?? tenantId;
    await control.clearLinks();
    await tenants.open();
    await addWithSecret(workbench, { clientId, tenantId }, clientSecret);
    expect(await notifications.waitFor("was added")).toContain("kept nowhere and forgotten with this window");
    await tree.waitForText(/Not linked/);

    await notifications.press("was added", "Rename…");
    await quickInput.waitForMessage("A name of your own");
    await quickInput.answer("pipelines");
    const rows = await tree.waitForText(/^▾ pipelines /m);
    expect(rows).toMatch(
      new RegExp(`^▾ pipelines .*\\n {2}▸ (${tenantName}|${tenantId}) {2}Not linked$`, "m"),
    );
    const row = (await tree.rows()).at(-1)?.label ?? "";
    expect(await tree.tooltip("pipelines")).toContain("Nothing secret of it is kept.");
    expect(await tree.menu("pipelines")).toEqual(
      expect.arrayContaining([
        "Add Tenant…",
        "Renew Credential…",
        "Refresh",
        "Rename…",
        "Forget Service Principal…",
      ]),
    );

    await tree.pressInline(row, "Link Partner ID…");
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    await tree.waitForText(/4567890/);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    expect(person.prompts.seen).toEqual([]);

    await workbench.reload();
    await tenants.open();
    await tree.waitForText(/▾ pipelines/);
    await tree.pressInline(row, "Refresh");
    await tree.waitForText(/last check: sign-in needed|Needs you|needs you/i);
    await tree.pressInline(row, "Sign In to This Tenant");
    await quickInput.waitForMessage(`The client secret for tenant ${tenantId}.`);
    expect(await quickInput.title()).toBe("pipelines");
    await quickInput.answer(clientSecret);
    await tree.waitForText((text) => /4567890/.test(text) && !/needs you/i.test(text));

    await tree.chooseFromMenu("pipelines", "Forget Service Principal…");
    expect(await dialogs.waitFor("Forget pipelines")).toContain("All its secrets are wiped here");
    await dialogs.press("Forget", "Forget pipelines");
    expect(await tenants.welcomeText()).toContain("add a service principal");
    expect(await filesWith(server.storageOf(extensionId), clientSecret)).toEqual([]);
  });

  test("whose secret is wrong is not added, and Entra's reason is told in words", async ({
    person,
    azure,
    server,
  }) => {
    const { workbench } = person;
    const { tenants, quickInput, notifications } = workbench;
    const [app] = azure.servicePrincipals;
    const { clientId = "", tenantId = "" } = app ?? {};
    await tenants.open();
    await addWithSecret(workbench, { clientId, tenantId }, "not-the-secret");
    const words = await notifications.waitFor("was not added");
    expect(words).toContain(`${clientId} was not added: it could not sign in to ${tenantId}.`);
    expect(words).toContain("The client secret is wrong.");
    expect(await filesWith(server.storageOf(extensionId), clientId)).toEqual([]);
    expect(await tenants.tree.text()).toBe("");

    // All but the credential is still there.
    await notifications.press("was not added", "Try Again");
    await quickInput.waitUntilOpen("The list of credentials", "How does it sign in?");
    await quickInput.goBack();
    await quickInput.waitForMessage("The tenant in which it signs in");
    expect(await quickInput.value()).toBe(tenantId);
    await quickInput.cancel();
  });
});
