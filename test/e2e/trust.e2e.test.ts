import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, inject } from "vitest";
import { newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { PromptWatch } from "../vscode/promptWatch.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { Traffic } from "../vscode/traffic.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import { Person } from "./person.ts";
import { writes } from "./requests.ts";
import { test as vscodeTest } from "./vscodeTest.ts";

/** As other tests, but VS Code asks which folders to trust, and a folder from a stranger is open. */
const test = vscodeTest
  .extend("server", { scope: "file" }, async ({ azure }, { onCleanup }) => {
    const server = await startVscodeServer({
      vsixes: [inject("vsix")],
      settings: localAzureSettings(azure.proxy),
      env: { NODE_EXTRA_CA_CERTS: azure.caFile },
      workspaceTrust: true,
    });
    onCleanup(() => server.stop());
    return server;
  })
  // Vitest reads from these patterns which other fixtures each one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("folder", async ({}, { onCleanup }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "pal-stranger-"));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(path.join(folder, ".vscode"));
    const settings = { "partnerAdminLink.partnerIds": [{ id: "6001002", name: "Strangers" }] };
    await writeFile(path.join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
    return folder;
  });

describe("In a folder that nobody trusts", () => {
  test("the extension works, and the folder cannot choose a partner ID", async ({
    azure,
    browser,
    server,
    control,
    folder,
  }) => {
    const context = await newProfile(browser, { proxy: azure.proxy });
    const prompts = new PromptWatch();
    const traffic = new Traffic(context);
    const workbench = await openWorkbench(context, server.origin, {
      folder,
      prepare: (page) => prompts.start(page),
    });
    await workbench.waitUntilReady();
    const { statusBar, tenants, quickInput, notifications } = workbench;
    await statusBar.waitFor("status.workspaceTrust", "Restricted Mode");
    const person = new Person(workbench, prompts, traffic);
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    const text = await tenants.tree.text();
    expect(text).toMatch(/Adatum Corporation {2}4567890 · Contoso Consulting · Linked \(you\)$/m);
    expect(text).not.toContain("another ID");

    await tenants.tree.pressInline("Relecloud", "Link Partner ID…");
    await quickInput.waitForMessage("location ID");
    expect(await quickInput.text()).not.toContain("6001002");
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    await context.close();
  });
});
