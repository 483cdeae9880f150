import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { test as vscodeTest } from "./vscodeTest.ts";

/** As other tests, with a trusted folder open that sets a cloud: VS Code itself would let it choose one. */
const test = vscodeTest
  // Vitest reads from these patterns which other fixtures each one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("folder", async ({}, { onCleanup }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "pal-cloud-"));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(path.join(folder, ".vscode"));
    const settings = { "microsoft-sovereign-cloud.environment": "USGovernment" };
    await writeFile(path.join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
    return folder;
  });

test("A trusted folder cannot choose the cloud, and the person is told", async ({
  azure,
  browser,
  server,
  folder,
}) => {
  const context = await newProfile(browser, { proxy: azure.proxy });
  const workbench = await openWorkbench(context, server.origin, { folder });
  await workbench.waitUntilReady();
  const { tenants, dialogs, notifications } = workbench;
  await tenants.open();
  await tenants.pressWelcome("Sign In");
  await notifications.waitFor("A workspace must not choose where you sign in");
  expect(await dialogs.waitFor()).toContain("wants to sign in using Microsoft.");
  await context.close();
});
