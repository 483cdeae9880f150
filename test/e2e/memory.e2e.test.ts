import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import { armRequests, writes } from "./requests.ts";
import { extensionId, test } from "./vscodeTest.ts";

const alice = "alice@contoso.example";
const lastTenant = "شركة الشمال للتجارة";
const item = "partnerAdminLink.activeLink";

/** What the extension stores of a tenant. */
interface StoredRow {
  readonly tenant: { readonly displayName?: string };
  readonly knowledge: { readonly kind: string };
}

/** Waits until what the window shows is stored, which is a moment after it was learnt. */
async function untilStored(server: VscodeServer, lastTenant: string): Promise<void> {
  const file = path.join(server.storageOf(extensionId), "memory", "knowledge.json");
  const read = async (): Promise<string | undefined> => {
    const { rows } = JSON.parse(await readFile(file, "utf8")) as { rows: StoredRow[] };
    return rows.find(({ tenant }) => tenant.displayName === lastTenant)?.knowledge.kind;
  };
  await expect.poll(() => read().catch(() => ""), { timeout: 10_000 }).toBe("linked");
}

describe("What was learnt once", () => {
  test("is there again after a reload, also offline, and nobody is asked", async ({
    person,
    control,
    server,
  }) => {
    const { workbench } = person;
    const { tenants, statusBar } = workbench;
    await person.signIn(alice);
    await person.waitUntilChecked();
    const text = await tenants.tree.text();
    await untilStored(server, lastTenant);
    person.prompts.forget();

    await control.forgetRequests();
    await workbench.reload();
    await tenants.tree.waitForText((now) => now === text);
    await statusBar.waitFor(item, "4567890");
    expect(await control.requests()).toEqual([]);

    await workbench.palette.run("View: Show Explorer");
    await tenants.open();
    await tenants.waitUntilIdle();
    expect(await armRequests(control)).toEqual([]);

    await control.addFault({ reset: true, count: 0 });
    await workbench.reload();
    await tenants.open();
    await tenants.tree.waitForText((now) => now === text);
    await tenants.tree.pressInline("Relecloud", "Refresh");
    const failed = text.replace("Relecloud  Not linked", "$& · last check failed");
    await tenants.tree.waitForText((now) => now === failed);
    await control.clearFaults();
    await statusBar.waitFor(item, "4567890");
    expect(person.prompts.seen).toEqual([]);
  });

  test("is kept although the window closes in the same moment", async ({
    person,
    azure,
    control,
    server,
  }) => {
    const { workbench } = person;
    const { tree } = workbench.tenants;
    await person.signIn(alice);
    await person.waitUntilChecked();
    await untilStored(server, lastTenant);
    const tenant = azure.tenants.find(({ displayName }) => displayName === "Litware, Inc.");
    await control.setLink({ tenantId: tenant?.tenantId ?? "", username: alice, partnerId: "4567890" });
    await tree.pressInline("Litware, Inc.", "Refresh");
    await tree.waitForText(/^Litware, Inc\. {2}4567890\b/m);
    await workbench.reload();
    await control.forgetRequests();
    await tree.waitForText(/^Litware, Inc\. {2}4567890\b/m);
    expect(await control.requests()).toEqual([]);
  });

  test("in one window shows in the other, without another request", async ({ person, control, server }) => {
    const { workbench } = person;
    await person.signIn(alice);
    await person.waitUntilChecked();
    await untilStored(server, lastTenant);
    const other = await openWorkbench(workbench.page.context(), server.origin);
    await other.waitUntilReady();
    await other.tenants.open();
    await other.tenants.tree.waitForText(/^Relecloud {2}Not linked/m);
    await control.forgetRequests();

    await workbench.page.bringToFront();
    await workbench.tenants.tree.pressInline("Relecloud", "Link Partner ID…");
    await workbench.quickInput.answer("4567890");
    await workbench.notifications.waitFor("Linked 4567890");
    await other.page.bringToFront();
    await other.tenants.tree.waitForText(/^Relecloud {2}4567890/m);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    expect(await armRequests(control)).toHaveLength(3);
  });
});
