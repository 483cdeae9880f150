import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { describe, expect } from "vitest";
import { repository } from "../../scripts/repository.ts";
import { appears } from "../vscode/screen.ts";
import { SignInPage } from "../vscode/signInPage.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { writes } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const certificates = path.join(repository, "test", "unit", "identity", "certificates");

/** Enters where a principal is, up to the question for its credential. @param clientId empty for a person. */
async function enterPlace({ quickInput }: Workbench, clientId: string, tenantId: string): Promise<void> {
  await quickInput.waitUntilOpen("The list of clouds", "In which cloud?");
  await quickInput.pick("Azure (public)");
  await quickInput.waitForMessage("The application (client) ID");
  await quickInput.answer(clientId);
  await quickInput.waitForMessage("The tenant in which it signs in");
  await quickInput.answer(tenantId);
  await quickInput.waitUntilOpen("The list of credentials", "How does it sign in?");
}

/** Enters the code in the page that the notification opens, and presses a button there. */
async function enterCode({ page, notifications }: Workbench, button: string): Promise<void> {
  const words = await notifications.waitFor("Waiting until the code"); // that of an earlier code is gone
  const code = /the code (\w+) is entered at https:.*login\.microsoftonline\.com/.exec(words)?.[1] ?? "?";
  const browser = await SignInPage.openedBy(page.context(), () =>
    notifications.press(`enter the code ${code}.`, "Copy Code and Open Page"),
  );
  await browser.page.getByLabel("Code").fill(code);
  await browser.press(button);
  await appears(browser.page.getByRole("heading", { name: "You have" }), "The end of the sign-in");
  await browser.page.close();
}

describe("A service principal", () => {
  test("with a PFX file is asked for its password, told that it was wrong, and linked", async ({
    person,
    azure,
    control,
  }) => {
    const { workbench } = person;
    const { tenants, quickInput, notifications, palette } = workbench;
    const { clientId = "", tenantId = "" } = azure.servicePrincipals[1] ?? {};
    const certificate = await readFile(path.join(certificates, "without-key.pem"), "utf8");
    await control.setCredentials(clientId, { certificate });
    await tenants.open();
    await palette.run("Partner Admin Link: Add Service Principal…");
    await enterPlace(workbench, clientId, tenantId);
    await quickInput.pick("Certificate");
    await quickInput.waitForMessage("The path of the certificate");
    await quickInput.answer(path.join(certificates, "aes.pfx"));
    await quickInput.waitForMessage("The password of the file");
    await quickInput.answer("not-this-one");
    await quickInput.pick("Use Once and Forget");
    expect(await notifications.waitFor("was not added")).toContain(
      "The password of the certificate's file is wrong",
    );

    await notifications.press("was not added", "Try Again");
    await quickInput.waitUntilOpen("The list of credentials", "How does it sign in?");
    await quickInput.waitUntilMarked("Certificate");
    await quickInput.accept();
    await quickInput.waitForMessage("The path of the certificate");
    expect(await quickInput.value()).toContain("aes.pfx");
    await quickInput.accept();
    await quickInput.waitForMessage("The password of the file");
    await quickInput.answer("open-sesame");
    await quickInput.pick("Use Once and Forget");
    expect(await notifications.waitFor("was added")).toContain("The password is kept nowhere");
    await tenants.tree.waitForText(/Not linked/);
    expect(await tenants.tree.tooltip(clientId)).toContain("Signs in with a certificate.");

    await notifications.press("was added", "Link Partner ID…");
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    expect(person.prompts.seen).toEqual([]);
  });

  test("with a federated token says why when the token is not trusted any more, and keeps what is known", async ({
    person,
    azure,
    control,
    server,
  }) => {
    const { workbench } = person;
    const { tenants, quickInput, notifications, palette } = workbench;
    const { clientId = "", tenantId = "" } = azure.servicePrincipals[2] ?? {};
    const [issuer, subject] = ["https://token.actions.example", "repo:contoso/deploy:ref:refs/heads/main"];
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    await control.setCredentials(clientId, {
      federation: { issuer, subject, publicKey: await exportSPKI(publicKey) },
    });
    await control.changeSettings({ tokenLifetimeSeconds: 50 }); // so that each check asks Entra ID
    const file = path.join(path.dirname(server.storageOf("tokens")), "token.jwt");
    const write = async (sub: string): Promise<void> => {
      const token = new SignJWT({ iss: issuer, sub, aud: "api://AzureADTokenExchange" });
      const header = { alg: "RS256" };
      await writeFile(file, await token.setProtectedHeader(header).setExpirationTime("5m").sign(privateKey));
    };
    await write(subject);
    try {
      await tenants.open();
      await palette.run("Partner Admin Link: Add Service Principal…");
      await enterPlace(workbench, clientId, tenantId);
      await quickInput.pick("Federated Token");
      await quickInput.waitForMessage("The path of the file that holds the token");
      await quickInput.answer(file);
      await notifications.waitFor("was added");
      await tenants.tree.waitForText(/Not linked/);
      await write("repo:contoso/other");
      await tenants.tree.pressInline(clientId, "Refresh");
      await tenants.tree.waitForText(/listing failed[^]*Not linked · last check failed/);
      const row = (await tenants.tree.rows()).at(-1)?.label ?? "";
      expect(await tenants.tree.tooltip(row)).toContain(
        "The application trusts no such token: check its subject.",
      );
      await write(subject);
      await tenants.tree.pressInline(clientId, "Try Again");
      await tenants.tree.waitForText((text) => /Not linked/.test(text) && !/failed/.test(text));
    } finally {
      await control.changeSettings({ tokenLifetimeSeconds: 3600 });
      await rm(file, { force: true });
    }
  });
});

describe("A person with a device code", () => {
  test("who is too late, then declines, then signs in needs no Microsoft account in VS Code", async ({
    person,
    azure,
    control,
  }) => {
    const { workbench } = person;
    const { tenants, quickInput, notifications } = workbench;
    const { tenantId = "" } = azure.servicePrincipals[0] ?? {};
    await tenants.open();
    await tenants.pressWelcome("add a service principal");
    await control.changeSettings({ deviceCodeLifetimeSeconds: 1 });
    await enterPlace(workbench, "", tenantId);
    await quickInput.pick("Device Code");
    expect(await notifications.waitFor("was not added")).toContain("The code was not entered in time.");

    await control.changeSettings({ deviceCodeLifetimeSeconds: 900 });
    await notifications.press("was not added", "Try Again");
    await quickInput.pick("Device Code");
    await enterCode(workbench, "Cancel");
    // Who declines has cancelled the sign-in, and need not be told so.
    await expect.poll(async () => (await notifications.texts()).join()).not.toMatch(/Signing in|not added/);

    await tenants.pressWelcome("add a service principal");
    await enterPlace(workbench, "", tenantId);
    await quickInput.pick("Device Code");
    await enterCode(workbench, "alice@contoso.example");
    expect(await notifications.waitFor("was added")).toBe("alice@contoso.example was added.");
    const rows = await tenants.tree.waitForText(/^▾ alice@contoso\.example /m);
    expect(rows).not.toMatch(/Needs you.*home/);
    // A person it is, and no application.
    expect(await tenants.tree.tooltip("alice@contoso.example")).toContain(
      "Signs in with a device code, as a person.",
    );
    // Nothing but the page of the code was opened, twice, and VS Code asked nothing.
    const page = { kind: "tab", text: "https://login.microsoftonline.com/common/oauth2/deviceauth" };
    expect(person.prompts.seen).toEqual([page, page]);
  });
});
