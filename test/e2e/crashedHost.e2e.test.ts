import { describe, expect } from "vitest";
import { linkRequests } from "./journalFiles.ts";
import { test } from "./vscodeTest.ts";

const interrupted = "Relecloud";
const next = "Nod Publishers";

describe("An extension host that dies and is started anew in the same window", () => {
  test(
    "starts whole: it tells of the change that was interrupted, and knows its own interface",
    { timeout: 180_000 },
    async ({ person, control, server, azure }) => {
      const idOf = (label: string): string =>
        azure.tenants.find(({ displayName }) => displayName === label)?.tenantId ?? "";
      await person.signIn("alice@contoso.example");
      await person.waitUntilChecked();
      const { tenants, quickInput, dialogs, notifications } = person.workbench;
      const { tree } = tenants;
      await control.addFault({ tenantId: idOf(interrupted), method: "PUT", stall: true, count: 1 });
      await control.forgetRequests();
      await tree.pressInline(interrupted, "Link Partner ID…");
      await quickInput.answer("4567890");
      await expect
        .poll(async () => (await linkRequests(control)).map(({ method }) => method), { interval: 50 })
        .toContain("PUT");
      const before = await server.extensionHosts();
      before.forEach((pid) => process.kill(pid, "SIGKILL"));
      // Nobody reloads the page: VS Code starts another extension host by itself.
      await expect
        .poll(async () => (await server.extensionHosts()).filter((pid) => !before.includes(pid)).length)
        .toBe(1);

      await tree.waitForText(new RegExp(`^${interrupted} {2}Not known since a change`, "m"));
      const told = async (): Promise<string> => (await notifications.texts()).join("\n");
      await expect.poll(told, { timeout: 40_000 }).toContain("VS Code ended in the middle of a change");

      person.prompts.forget();
      await tree.pressInline(next, "Link Partner ID…");
      await quickInput.answer("4567890");
      await tree.waitForText(`${next}  4567890`);
      expect(person.prompts.seen).toEqual([]); // our own interface is not asked who it is
      expect(await dialogs.current.count()).toBe(0);
      expect(await server.readLogs("palworks.partner-admin-link")).not.toContain("starting failed");
    },
  );
});
