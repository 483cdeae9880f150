import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import { SideBarView } from "../vscode/sideBarView.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { armRequests, writes } from "./requests.ts";
import { extensionId, test } from "./vscodeTest.ts";

const change = "Change Partner ID…";
const linkCommand = "Link Partner ID…";

/** The requests that the journals announce, in their order. */
async function announced(server: VscodeServer): Promise<string[]> {
  const folder = path.join(server.storageOf(extensionId), "journal");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".journal")).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return texts
    .flatMap((text) => text.split("\n"))
    .map((line) => /\{.*\}/.exec(line)?.[0])
    .filter((json) => json !== undefined)
    .map((json) => JSON.parse(json) as { type: string; verb?: string; partnerId?: string })
    .filter(({ type }) => type === "writing")
    .map(({ verb, partnerId }) => `${verb ?? ""} ${partnerId ?? ""}`);
}

async function openHistory({ page, palette }: Workbench): Promise<SideBarView> {
  await palette.run("Partner Admin Link: Focus on History View");
  return new SideBarView(page, "Partner Admin Link", "History");
}

describe("Changing", () => {
  test("A link is changed, removed and restored, each after asking, and each request was announced", async ({
    alice,
    control,
    server,
  }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    const { tree } = tenants;
    await tree.pressInline("Relecloud", linkCommand);
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    expect(alice.prompts.seen).toEqual([]);

    await tree.pressInline("Relecloud", change);
    await quickInput.answer("5012345");
    const asked = await dialogs.waitFor("Change the partner ID in Relecloud?");
    for (const said of ["alice@contoso.example", "4567890, “Contoso Consulting”", "Afterwards: 5012345"]) {
      expect(asked).toContain(said);
    }
    await dialogs.press("Change");
    await notifications.waitFor("Changed 4567890 to 5012345");
    await tree.waitForText(/^Relecloud {2}5012345/m);

    await tree.chooseFromMenu("Relecloud", "Remove Link…");
    await dialogs.press("Remove", "Remove the link from Relecloud?");
    await notifications.waitFor("Removed 5012345 from Relecloud");
    await tree.waitForText(/^Relecloud {2}Not linked/m);

    await notifications.press("Removed 5012345", "Undo");
    await dialogs.press("Undo", "Undo the change in Relecloud?");
    await tree.waitForText(/^Relecloud {2}5012345/m);

    const sent = ["PUT 4567890", "PATCH 5012345", "DELETE 5012345", "PUT 5012345"];
    expect(await writes(control)).toEqual(sent.map((request) => `${request} 200`));
    expect(await announced(server)).toEqual(sent);

    const history = await openHistory(alice.workbench);
    await history.tree.waitForText(/^▸ Link 4567890 in Relecloud/m);
    expect((await history.tree.rows()).map(({ label }) => label)).toEqual([
      "Undo in Relecloud: no partner ID back to 5012345",
      "Remove 5012345 from Relecloud",
      "Change 4567890 to 5012345 in Relecloud",
      "Link 4567890 in Relecloud",
    ]);
    await history.tree.pressInline("Change 4567890 to 5012345 in Relecloud", "Undo");
    await dialogs.press("Undo", "Undo the change in Relecloud?");
    await tree.waitForText(/^Relecloud {2}4567890/m);
  });

  test("Back leads from the partner ID to the tenant, and no step that is escaped sends anything", async ({
    alice,
    control,
  }) => {
    const { quickInput, palette, tenants, dialogs, notifications } = alice.workbench;
    await palette.run(`Partner Admin Link: ${linkCommand}`);
    await quickInput.type("Munson");
    await quickInput.pick("Munson");
    await quickInput.waitUntilOpen("The known partner IDs", "Choose a partner ID");
    expect(await quickInput.title()).toContain("(2/2)");
    await quickInput.goBack();
    await quickInput.waitUntilOpen("The tenants", "Tenant");
    await quickInput.accept();
    await quickInput.waitUntilOpen("The known partner IDs", "Choose a partner ID");
    expect(await quickInput.title()).toContain("Munson");
    await quickInput.pick("Enter Another Partner ID…");
    await quickInput.waitForMessage("location ID");
    await quickInput.type("12 34");
    await quickInput.waitForMessage("There are spaces inside the number.");
    await quickInput.cancel();

    await tenants.tree.pressInline("Contoso Consulting", change);
    await quickInput.answer("6001002");
    await dialogs.press("Cancel", "Change the partner ID in Contoso Consulting?");
    await tenants.tree.chooseFromMenu("Contoso Consulting", "Remove Link…");
    await dialogs.press("Cancel", "Remove the link from Contoso Consulting?");
    expect(await control.requests()).toEqual([]);
    expect(await notifications.texts()).toEqual([]);
  });

  test("What was interrupted is told at start, read only when asked, and resumed only when told to", async ({
    person,
    control,
    azure,
  }) => {
    const { workbench } = person;
    const { quickInput, tenants, notifications, dialogs } = workbench;
    await person.signIn("alice@contoso.example");
    await person.waitUntilChecked();
    const tenant = azure.tenants.find(
      ({ displayName }) => displayName === "Munson's Pickles and Preserves Farm",
    );
    await control.addFault({ tenantId: tenant?.tenantId ?? "", method: "PUT", stall: true, count: 1 });
    await tenants.tree.pressInline(tenant?.displayName ?? "", linkCommand);
    await quickInput.answer("4567890");
    await expect.poll(() => writes(control)).toHaveLength(1);
    await control.clearFaults();
    await workbench.reload();
    await control.forgetRequests();
    person.prompts.forget();

    const told = await notifications.waitFor("VS Code ended in the middle of a change");
    expect(told).toContain("Link 4567890 in Munson's Pickles and Preserves Farm");
    expect(await armRequests(control)).toEqual([]);
    expect(person.prompts.seen).toEqual([]);
    await notifications.press("VS Code ended in the middle", "See How It Stands");
    const stands = await dialogs.waitFor("This change was interrupted");
    expect(stands).toContain("it was not done. Azure shows no partner ID, as before.");
    expect(await writes(control)).toEqual([]);
    await dialogs.press("Resume");
    await tenants.tree.waitForText(/^Munson's Pickles and Preserves Farm {2}4567890/m);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });
});
