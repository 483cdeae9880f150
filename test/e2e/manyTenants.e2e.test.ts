import path from "node:path";
import { expect } from "vitest";
import { startLocalAzure } from "../azure/localAzure.ts";
import { buildDemoSignIn } from "../vscode/buildDemoSignIn.ts";
import { rememberTenants } from "./rememberedTenants.ts";
import { armRequests } from "./requests.ts";
import { TableWatch } from "./tableWatch.ts";
import { extensionId, leaveEvidence, newPerson, test as base } from "./vscodeTest.ts";
import { startWatchedVscode } from "./watchedVscode.ts";

const tenants = Array.from({ length: 5000 }, (_, index) => ({
  tenantId: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  displayName: `Customer ${String(index).padStart(5, "0")}`,
}));
const names = tenants.map(({ displayName }) => displayName);

/** Somebody who is signed in from the start, of whose 5,000 tenants everything was learnt in another session. */
const test = base
  // oxlint-disable-next-line no-empty-pattern
  .extend("azure", { scope: "file" }, async ({}, { onCleanup }) => {
    const azure = await startLocalAzure({ tenants: 2 });
    onCleanup(() => azure.close());
    return azure.description;
  })
  .extend("server", { scope: "file" }, async ({ azure }, { onCleanup }) => {
    const server = await startWatchedVscode(azure, {
      signInExtension: await buildDemoSignIn(),
      env: {
        PAL_CONTROL_URL: azure.controlUrl,
        PAL_DEMO_SIGNED_IN: azure.accounts[0]?.username ?? "",
      },
    });
    onCleanup(() => server.stop());
    return server;
  })
  .extend("person", async ({ azure, server, browser, control, task }, { onCleanup }) => {
    await control.restore();
    await control.forgetRequests();
    await server.setAside(path.join(server.storageOf(extensionId), "memory"));
    await rememberTenants(server.storageOf(extensionId), azure, tenants, Date.now());
    const person = await newPerson(browser, azure.proxy, server);
    onCleanup(async () => {
      await leaveEvidence(task, person.workbench, server);
      await person.leave();
    });
    await person.workbench.waitUntilReady();
    return person;
  });

test("Of 5,000 tenants those that must be seen are there, wherever the table is scrolled to, and few are in the page", async ({
  person,
  control,
}) => {
  const { overview, workbench } = person;
  const { keyboard, mouse } = workbench.page;
  await overview.open();
  await overview.webview.waitForText(/^5,?000 tenants$/, ".selection-count");
  const table = new TableWatch(workbench.page, overview.webview, names);
  await table.settled((first) => first === 0);
  const grid = await overview.webview.locator(".grid");
  expect(await grid.getAttribute("aria-rowcount")).toBe("5001");

  await table.watchFrames();
  await grid.focus();
  await keyboard.press("End");
  await table.settled((_first, last) => last === 4999);
  expect(await table.active()).toBe(4999);
  await keyboard.press("Home");
  await table.settled((first) => first === 0);
  let active = 0;
  for (let pages = 0; pages < 5; pages += 1) {
    await keyboard.press("PageDown");
    await expect.poll(() => table.active()).toBeGreaterThan(active + 5);
    active = await table.active();
    await table.settled((first, last) => first <= active && active <= last);
  }
  expect((await table.settled()).first).toBeGreaterThan(20);

  const box = await grid.boundingBox();
  if (!box) {
    expect.fail("The table is not visible");
  }
  await mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  for (const distance of [120, 120, 900, 40_000, 7, -300, -25_000, 200_000]) {
    const before = await table.settled();
    await mouse.wheel(0, distance);
    await table.settled((first) => (distance > 100 || distance < 0 ? first !== before.first : true));
  }
  await table.settled((_first, last) => last === 4999);

  for (const share of [0.5, 0.1, 0.93, 0.333, 0.667, 0]) {
    await table.dragTo(share);
    const { first } = await table.settled();
    expect(Math.abs(first - share * 5000)).toBeLessThan(60);
  }
  const { frames, longestBlank } = await table.framesWatched();
  expect(frames).toBeGreaterThan(20);
  expect(longestBlank, "frames running without a row that has to be seen").toBeLessThanOrEqual(2);

  await overview.filter("customer 04998");
  await overview.waitForRow("Customer 04998", /Not linked/);
  expect(await overview.rows()).toHaveLength(1);
  await overview.filter("");
  await table.settled();
  expect(await armRequests(control)).toEqual([]);
  expect(person.prompts.seen).toEqual([]);
});
