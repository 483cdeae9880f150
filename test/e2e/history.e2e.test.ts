import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import { repository } from "../../scripts/repository.ts";
import { disappears } from "../vscode/screen.ts";
import { SideBarView } from "../vscode/sideBarView.ts";
import { blockJournal, copyOfOld, isOver, readJournal, unblockJournal } from "./journalFiles.ts";
import { writes } from "./requests.ts";
import { extensionId, test } from "./vscodeTest.ts";

const linkCommand = "Link Partner ID…";

describe("The history", () => {
  test("is kept as long as the setting says, and forgotten with everything else after asking", async ({
    person,
    server,
    control,
  }) => {
    const { page, palette, quickInput, tenants, notifications, dialogs } = person.workbench;
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    await tenants.tree.pressInline("Relecloud", linkCommand);
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    await expect.poll(async () => (await readJournal(server)).map(isOver)).toEqual([true]);
    const [run] = await readJournal(server);
    const recent = await copyOfOld(server, run?.name ?? "", 364);
    await copyOfOld(server, run?.name ?? "", 366);
    expect(await readJournal(server)).toHaveLength(3);
    // Nothing is removed before the clock was seen on two days.
    const seen = path.join(server.storageOf(extensionId), "memory", "clock.json");
    await writeFile(seen, JSON.stringify({ last: Date.now() - 25 * 60 * 60_000 }));

    await person.workbench.reload();
    await palette.run("Partner Admin Link: Focus on History View");
    const history = new SideBarView(page, "Partner Admin Link", "History");
    await expect
      .poll(async () => (await readJournal(server)).map(({ name }) => name))
      .toEqual([recent, run?.name]);
    await history.tree.waitForText((text) => text.match(/^▸ Link 4567890 in Relecloud/gm)?.length === 2);
    expect(
      (await history.tree.rows()).map(({ description }) => description.split(" · ").slice(0, 1)),
    ).toEqual([["done"], ["done"]]);
    expect(await history.tree.text()).toMatch(/done · (1|11|12) (year|months) ago|done · last year/);
    await page.screenshot({ path: path.join(repository, "out", "e2e", "history.png") });

    await control.forgetRequests();
    await palette.run("Partner Admin Link: Forget Everything Stored…");
    expect(await dialogs.waitFor("Forget everything that")).toContain("and the history");
    await page.keyboard.press("Escape");
    await dialogs.waitUntilClosed();
    expect(await readJournal(server)).toHaveLength(2);
    await palette.run("Partner Admin Link: Forget Everything Stored…");
    await dialogs.press("Forget Everything", "Forget everything that");
    await expect.poll(() => readJournal(server)).toEqual([]);
    await disappears(page.getByRole("treeitem", { name: /^Link 4567890 in Relecloud/ }), "The last change");
    expect(await writes(control)).toEqual([]);
  });

  test("that cannot be written stops every change before the first request", async ({
    person,
    server,
    control,
  }) => {
    const { quickInput, tenants, notifications } = person.workbench;
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    await control.forgetRequests();
    await blockJournal(server);
    await tenants.tree.pressInline("Litware, Inc.", linkCommand);
    await quickInput.type("4567890");
    await quickInput.accept();
    const told = await notifications.waitFor("4567890 was not linked in Litware, Inc.");
    expect(told).toMatch(/written down|storage|disk/);
    expect(await control.requests()).toEqual([]);
    await unblockJournal(server);
    await notifications.press("was not linked in Litware", "Try Again");
    await notifications.waitFor("Linked 4567890");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });
});
