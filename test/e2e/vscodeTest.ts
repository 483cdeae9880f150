import { rm } from "node:fs/promises";
import path from "node:path";
import { test as base, type TestContext } from "vitest";
import { repository } from "../../scripts/repository.ts";
import { ControlClient } from "../azure/controlClient.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import { launchChromium, newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { PromptWatch } from "../vscode/promptWatch.ts";
import { readBrowser } from "../vscode/readBrowser.ts";
import { Traffic } from "../vscode/traffic.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { Person } from "./person.ts";
import { startWatchedVscode, type WatchedVscode } from "./watchedVscode.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

/** The extension under test. */
export const extensionId = "palworks.partner-admin-link";

/**
 * A test with a real VS Code that has the extension installed, and with the local Azure. The servers and the browser are
 * shared by the tests of a file; each test gets a browser profile of its own (`person`), in which nobody is signed in.
 */
export const test = base
  // Vitest reads from these patterns which other fixtures each one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("azure", { scope: "file" }, async ({}, { onCleanup }) => {
    const azure = await startLocalAzure();
    onCleanup(() => azure.close());
    return azure.description;
  })
  .extend("control", { scope: "file" }, ({ azure }) => new ControlClient(azure.controlUrl))
  .extend("server", { scope: "file" }, async ({ azure }, { onCleanup }) => {
    const server = await startWatchedVscode(azure);
    onCleanup(() => server.stop());
    return server;
  })
  // oxlint-disable-next-line no-empty-pattern
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("person", async ({ azure, server, browser, control, task }, { onCleanup }) => {
    // What the test before did, or this one's first try, must not mislead it.
    await control.restore();
    await control.clearFaults();
    await control.forgetRequests();
    // What an earlier person's window stored belongs to the server, not to the browser's profile.
    await server.setAside(server.storageOf(extensionId));
    const person = await newPerson(browser, azure.proxy, server);
    onCleanup(async () => {
      await leaveEvidence(task, person.workbench, server);
      await person.leave();
    });
    await person.workbench.waitUntilReady();
    return person;
  })
  .extend("aliceAtWork", { scope: "file" }, async ({ azure, server, browser }, { onCleanup }) => {
    const person = await newPerson(browser, azure.proxy, server);
    onCleanup(() => person.leave());
    await person.workbench.waitUntilReady();
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    return person;
  })
  /** Somebody who is signed in, and whose tenants are checked; shared by the tests of a file, so each has its own tenant. */
  .extend("alice", async ({ aliceAtWork, server, control, task }, { onCleanup }) => {
    const { workbench, prompts } = aliceAtWork;
    onCleanup(async () => {
      await leaveEvidence(task, workbench, server);
      await workbench.tidyUp();
      await aliceAtWork.overview.tidyUp();
      if (task.result?.state === "fail") {
        // What went wrong with the window must not fail the next try, or the next test, as well.
        await workbench.reload();
        await workbench.tenants.open();
        await workbench.tenants.tree.waitUntilShown();
      }
    });
    prompts.forget();
    await control.clearFaults();
    await control.forgetRequests();
    return aliceAtWork;
  });

/**
 * Opens VS Code in a browser profile of its own, which is looked through for secrets when the person leaves.
 *
 * @param folder the folder to open; default: none.
 */
export async function newPerson(
  browser: Browser,
  proxy: string,
  server: WatchedVscode,
  folder?: string,
): Promise<Person> {
  const context = await newProfile(browser, { proxy });
  const prompts = new PromptWatch();
  const traffic = new Traffic(context);
  const workbench = await openWorkbench(context, server.origin, {
    ...(folder !== undefined && { folder }),
    prepare: (page) => prompts.start(page),
  });
  return new Person(workbench, prompts, traffic, async () => server.secrets.note(await readBrowser(context)));
}

/** A failed test leaves pictures of what the person saw, and VS Code's logs, in out/e2e/<name of the test>. */
export async function leaveEvidence(
  task: TestContext["task"],
  { page }: Workbench,
  server: VscodeServer,
): Promise<void> {
  const name = `${task.suite?.name ?? ""} ${task.name}`.replaceAll(/[^\w]+/g, "-").slice(0, 100);
  const folder = path.join(repository, "out", "e2e", name.replace(/^-/, ""));
  await rm(folder, { recursive: true, force: true });
  if (task.result?.state !== "fail") {
    return;
  }
  for (const [index, tab] of page.context().pages().entries()) {
    await tab.screenshot({ path: path.join(folder, `tab-${index + 1}.png`) });
  }
  await server.copyLogs(path.join(folder, "logs"));
}
