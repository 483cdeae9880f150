import { newPerson, test as vscodeTest } from "./vscodeTest.ts";
import { makeStrangersFolder } from "./workspaceFolder.ts";

/** As other tests, with a folder from a stranger open, which sets what no folder may choose. */
export const strangersTest = vscodeTest
  // Vitest reads from these patterns which other fixtures each one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("folder", async ({}, { onCleanup }) => {
    const folder = await makeStrangersFolder();
    onCleanup(() => folder.remove());
    return folder.path;
  })
  .extend("person", async ({ azure, browser, server, folder, control }, { onCleanup }) => {
    await control.restore();
    await control.forgetRequests();
    const person = await newPerson(browser, azure.proxy, server, folder);
    onCleanup(() => person.leave());
    await person.workbench.waitUntilReady();
    return person;
  });
