import { describe, expect } from "vitest";
import { SideBarView } from "../vscode/sideBarView.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { announcedIn, readJournal, receivedWrites } from "./journalFiles.ts";
import { armRequests, writes } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const change = "Change Partner ID…";
const linkCommand = "Link Partner ID…";

/** A tenant in which nothing is linked: a second try must not stumble over what the first has left. */
async function unlinkedTenant({ tenants }: Workbench): Promise<string> {
  const rows = await tenants.tree.rows();
  const free = rows.find(
    ({ label, description }) => /^(Relecloud|Litware|Northwind)/.test(label) && description === "Not linked",
  );
  return free?.label ?? "";
}

async function openHistory({ page, palette }: Workbench): Promise<SideBarView> {
  await palette.run("Partner Admin Link: Focus on History View");
  return new SideBarView(page, "Partner Admin Link", "History");
}

describe("Changing", () => {
  test("A link is changed, removed and restored, each after asking, and each request was announced", async ({
    alice,
    azure,
    control,
    server,
  }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    const { tree } = tenants;
    const name = await unlinkedTenant(alice.workbench);
    const tenantId = azure.tenants.find(({ displayName }) => displayName === name)?.tenantId ?? "";
    await tree.pressInline(name, linkCommand);
    await quickInput.answer("4567890");
    expect(await notifications.waitFor("Linked 4567890")).toBe(
      `Linked 4567890, “Contoso Consulting”, in ${name}.`.replace("..", "."),
    );
    expect(alice.prompts.seen).toEqual([]);

    await tree.pressInline(name, change);
    await quickInput.answer("5012345");
    const asked = await dialogs.waitFor(`Change the partner ID in ${name}?`);
    for (const said of ["alice@contoso.example", "4567890, “Contoso Consulting”", "Afterwards: 5012345"]) {
      expect(asked).toContain(said);
    }
    await dialogs.press("Change");
    await notifications.waitFor("Changed 4567890 to 5012345");
    await tree.waitForText(`${name}  5012345`);

    await tree.chooseFromMenu(name, "Remove Link…");
    await dialogs.press("Remove", `Remove the link from ${name}?`);
    // At once: such a message leaves after ten seconds, and can be found under the bell from then on.
    await notifications.press(`Removed 5012345 from ${name}`, "Undo");
    await tree.waitForText(`${name}  Not linked`);
    await dialogs.press("Undo", `Undo the change in ${name}?`);
    await tree.waitForText(`${name}  5012345`);

    const sent = ["PUT 4567890", "PATCH 5012345", "DELETE 5012345", "PUT 5012345"];
    expect(await writes(control)).toEqual(sent.map((request) => `${request} 200`));
    const received = await receivedWrites(control);
    const announced = announcedIn(await readJournal(server)).filter(({ what }) => what.endsWith(tenantId));
    expect(announced.map(({ what }) => what)).toEqual(received.map(({ what }) => what));
    expect(announced.every(({ at }, index) => at <= (received[index]?.at ?? 0))).toBe(true);

    const history = await openHistory(alice.workbench);
    await history.tree.waitForText(`▸ Link 4567890 in ${name}`);
    const told = (await history.tree.rows()).filter(({ label }) => label.includes(name));
    expect(told.map(({ label }) => label)).toEqual([
      `Undo in ${name}: no partner ID back to 5012345`,
      `Remove 5012345 from ${name}`,
      `Change 4567890 to 5012345 in ${name}`,
      `Link 4567890 in ${name}`,
    ]);
    // Of one tenant only the last change can be taken back: what was linked before it is another link by now.
    const title = `Undo in ${name}: no partner ID back to 5012345`;
    await history.tree.pressInline(title, "Undo");
    await dialogs.press("Undo", `Undo the change in ${name}?`);
    await tree.waitForText(`${name}  Not linked`);
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

    const told = await notifications.waitFor("VS Code ended in the middle of a change", 40_000);
    expect(told).toContain("Link 4567890 in Munson's Pickles and Preserves Farm");
    expect(await armRequests(control)).toEqual([]);
    expect(person.prompts.seen).toEqual([]);
    await notifications.press("VS Code ended in the middle", "See How It Stands");
    const stands = await dialogs.waitFor("This change was interrupted");
    expect(stands).toContain("it isn't done so far. Azure shows no partner ID, but the request may still");
    expect(await writes(control)).toEqual([]);
    await dialogs.press("Resume");
    await notifications.waitFor("Linked 4567890", 90_000); // what may be on its way is waited for
    await tenants.tree.waitForText(/^Munson's Pickles and Preserves Farm {2}4567890/m);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });
});
