import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { SideBarView } from "../vscode/sideBarView.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { announcedIn, isOver, linkRequests, readJournal } from "./journalFiles.ts";
import { writes } from "./requests.ts";
import { extensionId, test } from "./vscodeTest.ts";

const username = "alice@contoso.example";
const linkCommand = "Link Partner ID…";

async function openHistory({ page, palette }: Workbench): Promise<SideBarView> {
  await palette.run("Partner Admin Link: Focus on History View");
  return new SideBarView(page, "Partner Admin Link", "History");
}

describe("Changes", () => {
  test("of one window show in the other, without a request; what one does is not interrupted in the other", async ({
    person,
    control,
    server,
    azure,
  }) => {
    const { workbench } = person;
    const idOf = (name: string): string =>
      azure.tenants.find(({ displayName }) => displayName === name)?.tenantId ?? "";
    await person.signIn(username);
    await person.waitUntilChecked();
    const other = await openWorkbench(workbench.page.context(), server.origin);
    await other.waitUntilReady();
    await other.tenants.open();
    await other.tenants.tree.waitForText(/^Relecloud {2}Not linked/m);
    const history = await openHistory(other);
    await control.forgetRequests();

    // A change that takes its time in the one window is under way in the other.
    await control.addFault({ tenantId: idOf("Relecloud"), method: "PUT", delayMs: 6000, count: 1 });
    await workbench.page.bringToFront();
    await workbench.tenants.tree.pressInline("Relecloud", linkCommand);
    await workbench.quickInput.answer("4567890");
    await expect.poll(() => writes(control)).toHaveLength(1);
    // It was on the disk before it was sent.
    expect(announcedIn(await readJournal(server)).map(({ what }) => what)).toEqual([
      `PUT 4567890 ${idOf("Relecloud")}`,
    ]);
    await other.page.bringToFront();
    await history.tree.waitForText(/^▸ Link 4567890 in Relecloud {2}under way/m);
    expect(await other.notifications.texts()).toEqual([]);
    await history.tree.waitForText(/^▸ Link 4567890 in Relecloud {2}done · now/m);
    await other.tenants.tree.waitForText(/^Relecloud {2}4567890/m);
    expect((await linkRequests(control)).map(({ method }) => method)).toEqual(["GET", "PUT", "GET"]);
    expect(await other.notifications.texts()).toEqual([]);

    // The same tenant from both: the other window still believes that nothing is linked here.
    await control.forgetRequests();
    await control.setLink({ tenantId: idOf("Litware, Inc."), username, partnerId: "5012345" });
    await other.tenants.tree.pressInline("Litware, Inc.", linkCommand);
    await other.quickInput.type("4567890");
    await other.quickInput.accept();
    await other.notifications.waitFor("Litware, Inc. is linked to 5012345");
    await workbench.page.bringToFront();
    await workbench.tenants.tree.waitForText(/^Litware, Inc\. {2}5012345/m);
    expect(await writes(control)).toEqual([]);

    await control.addFault({
      tenantId: idOf("Munson's Pickles and Preserves Farm"),
      method: "PUT",
      delayMs: 2000,
      count: 2,
    });
    const farm = "Munson's Pickles and Preserves Farm";
    await workbench.tenants.tree.pressInline(farm, linkCommand);
    await workbench.quickInput.type("4567890");
    await workbench.quickInput.accept();
    await other.page.bringToFront();
    await other.tenants.tree.pressInline(farm, linkCommand);
    await other.quickInput.type("5012345");
    await other.quickInput.accept();
    await other.notifications.waitFor(/is linked to 4567890|is linked to 5012345|Linked 5012345/);
    await expect.poll(async () => (await readJournal(server)).every(isOver)).toBe(true);
    const links = (await control.links()).filter(({ tenantId }) => tenantId === idOf(farm));
    expect(links).toHaveLength(1);
    // Whoever was second was refused, read again, and overwrote nothing.
    expect((await writes(control)).filter((write) => write.endsWith(" 200"))).toEqual([
      `PUT ${links[0]?.partnerId ?? ""} 200`,
    ]);
    expect(
      announcedIn(await readJournal(server))
        .map(({ what }) => what)
        .toSorted(),
    ).toEqual(
      [
        `PUT 4567890 ${idOf("Relecloud")}`,
        ...(await linkRequests(control))
          .filter(({ method }) => method !== "GET")
          .map(
            ({ method, path: where, tenantId }) =>
              `${method} ${where.split("/").at(-1) ?? ""} ${tenantId ?? ""}`,
          ),
      ].toSorted(),
    );
  });

  test("that were interrupted together are told of in one message, and each can be gone on with", async ({
    person,
    control,
    server,
    azure,
  }) => {
    const { workbench } = person;
    const { quickInput, tenants, notifications, dialogs } = workbench;
    await person.signIn(username);
    await person.waitUntilChecked();
    const names = ["Litware, Inc.", "Nod Publishers", "Relecloud", "Northwind Traders"];
    for (const name of names) {
      const tenantId = azure.tenants.find(({ displayName }) => displayName === name)?.tenantId ?? "";
      await control.setLink({ tenantId, username, partnerId: "5012345" }).catch(() => undefined);
      await control.addFault({ tenantId, method: "PATCH", stall: true, count: 1 });
    }
    for (const [index, name] of names.entries()) {
      await tenants.tree.pressInline(name, "Refresh");
      await tenants.tree.waitForText(`${name}  5012345`);
      await tenants.tree.pressInline(name, "Change Partner ID…");
      await quickInput.type("4567890");
      await quickInput.accept();
      await dialogs.press("Change", "Change the partner ID");
      await expect.poll(() => writes(control)).toHaveLength(index + 1);
    }
    await control.clearFaults();
    await workbench.reload();
    await control.forgetRequests();
    person.prompts.forget();

    // Some owners could say that they end, and the others are waited for. However many come, each message is seen.
    const all = /in the middle of 4 changes/;
    await expect.poll(async () => (await notifications.texts()).join(), { timeout: 40_000 }).toMatch(all);
    expect((await notifications.texts()).length).toBeLessThanOrEqual(3);
    expect(await linkRequests(control)).toEqual([]);
    expect(person.prompts.seen).toEqual([]);
    await notifications.press(all, "Show History");
    const history = new SideBarView(workbench.page, "Partner Admin Link", "History");
    await history.tree.waitForText((text) => text.match(/^▸ Change .* {2}interrupted · /gm)?.length === 4);

    await history.tree.chooseFromMenu("Change 5012345 to 4567890 in Relecloud", "Resume…");
    await dialogs.press("Resume", "This change was interrupted");
    await history.tree.chooseFromMenu("Change 5012345 to 4567890 in Litware, Inc.", "Leave As Is");
    // What may be on its way is waited for, in both.
    await notifications.waitFor("Changed 5012345 to 4567890", 90_000);
    expect(await writes(control)).toEqual(["PATCH 4567890 200"]);
    await expect
      .poll(async () => (await readJournal(server)).filter(isOver).length, { timeout: 90_000 })
      .toBe(2);
    await history.tree.waitForText(/^▸ Change .* in Litware, Inc\. {2}not done · /m);
    await expect.poll(async () => (await readJournal(server)).filter(isOver)).toHaveLength(2);
    expect(await writes(control)).toHaveLength(1);
  }, 240_000);

  test("that a keybinding asks for are filled in, shown and confirmed, and apply to that tenant only", async ({
    person,
    control,
    server,
    azure,
  }) => {
    const { page, quickInput, dialogs, notifications, tenants } = person.workbench;
    const tenantId = azure.tenants.find(({ displayName }) => displayName === "Relecloud")?.tenantId ?? "";
    await control.clearLinks();
    const keys = path.join(server.storageOf(extensionId), "..", "..", "keybindings.json");
    const bound = {
      key: "ctrl+alt+shift+l",
      command: "partnerAdminLink.link",
      args: { tenantId, partnerId: "4567890" },
    };
    await writeFile(keys, JSON.stringify([bound]));
    await person.workbench.reload();
    await person.signIn(username);
    await person.waitUntilChecked();
    await control.forgetRequests();
    await page.keyboard.press("Control+Alt+Shift+L");
    await quickInput.waitUntilOpen("The partner ID", "location ID");
    expect(await quickInput.value()).toBe("4567890");
    expect(await quickInput.title()).toContain("Relecloud");
    await quickInput.accept();
    const asked = await dialogs.waitFor("Link 4567890 in Relecloud?");
    expect(asked).toContain("A keybinding, a task or another extension asks for this");
    await page.keyboard.press("Escape");
    await dialogs.waitUntilClosed();
    expect(await linkRequests(control)).toEqual([]);

    await page.keyboard.press("Control+Alt+Shift+L");
    await quickInput.waitUntilOpen("The partner ID", "location ID");
    await quickInput.accept();
    await dialogs.press("Link", "Link 4567890 in Relecloud?");
    await notifications.waitFor("Linked 4567890");
    await tenants.tree.waitForText(/^Relecloud {2}4567890/m);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    await writeFile(keys, "[]");
  });
});
