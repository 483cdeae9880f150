import { describe, expect } from "vitest";
import { eventually } from "../vscode/screen.ts";
import { writes } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const prefix = "Partner Admin Link: ";
const linkCommand = "Link Partner ID…";
const changeCommand = "Change Partner ID…";
const removeCommand = "Remove Link…";

describe("Changing a link step by step", () => {
  test("Escape at each step of each change sends nothing and says nothing", async ({ alice, control }) => {
    const { page, quickInput, palette, tenants, notifications, dialogs } = alice.workbench;
    const { tree } = tenants;
    const escapeDialog = async (question: string): Promise<void> => {
      await dialogs.waitFor(question);
      await page.keyboard.press("Escape");
      await dialogs.waitUntilClosed();
    };
    for (const command of [linkCommand, changeCommand, removeCommand]) {
      await palette.run(`${prefix}${command}`);
      await quickInput.waitUntilOpen("The list of tenants", "Tenant");
      await quickInput.cancel();
    }
    for (const command of [linkCommand, changeCommand]) {
      await palette.run(`${prefix}${command}`);
      await quickInput.type("Adatum");
      await quickInput.pick("Adatum");
      await quickInput.waitForMessage("location ID");
      await quickInput.cancel();
    }
    await palette.run(`${prefix}${removeCommand}`);
    await quickInput.type("Adatum");
    await quickInput.pick("Adatum");
    await escapeDialog("Remove the link from Adatum Corporation?");

    await tree.pressInline("Adatum Corporation", changeCommand);
    await quickInput.answer("5012345");
    await escapeDialog("Change the partner ID in Adatum Corporation?");
    await tree.chooseFromMenu("Adatum Corporation", removeCommand);
    await escapeDialog("Remove the link from Adatum Corporation?");

    expect(await control.requests()).toEqual([]);
    expect(await notifications.texts()).toEqual([]);
  });

  test("What is not a partner ID is told at once, and Enter sends nothing", async ({ alice, control }) => {
    const { quickInput, tenants } = alice.workbench;
    await tenants.tree.pressInline("Northwind Traders", linkCommand);
    await quickInput.waitForMessage("location ID");
    for (const [typed, told] of [
      ["MPN4567890", "A partner ID has only digits."],
      ["45 67890", "There are spaces inside the number."],
      ["c0ffee00-1234-4234-8234-123456789abc", "usage attribution"],
      ["1".repeat(40), "too long"],
      ["４５６７８９０", "not the plain digits"],
      ["", "Enter your company's partner ID."],
    ] as const) {
      await quickInput.type(typed);
      await quickInput.accept();
      await quickInput.waitForMessage(told);
    }
    await quickInput.cancel();
    expect(await control.requests()).toEqual([]);
  });

  test("Cancelled while it is read, nothing is written; cancelled while it is written, it is followed up", async ({
    alice,
    control,
    azure,
  }) => {
    const { quickInput, tenants, notifications } = alice.workbench;
    const { tree } = tenants;
    const tenantId =
      azure.tenants.find(({ displayName }) => displayName === "Margie's Travel")?.tenantId ?? "";
    await control.addFault({ tenantId, method: "GET", delayMs: 3000, count: 1 });
    await tree.pressInline("Margie's Travel", linkCommand);
    await quickInput.answer("4567890");
    await notifications.press("Linking 4567890 in Margie's Travel", "Cancel");
    await tree.waitForText(/^Margie's Travel {2}Not linked$/m);
    expect(await writes(control)).toEqual([]);

    await control.clearFaults();
    await control.addFault({ tenantId, method: "PUT", delayMs: 3000, count: 1 });
    await tree.pressInline("Margie's Travel", linkCommand);
    await quickInput.answer("4567890");
    await expect.poll(() => writes(control)).toHaveLength(1);
    await notifications.press("Linking 4567890 in Margie's Travel", "Cancel");
    await notifications.waitFor("Linked 4567890");
    await tree.waitForText(/^Margie's Travel {2}4567890/m);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });

  test("A partner that nobody has heard of is pointed out", async ({ alice, control }) => {
    const { quickInput, tenants, notifications } = alice.workbench;
    await tenants.tree.pressInline("Without A Domain", linkCommand);
    await quickInput.answer("23456");
    const told = await notifications.waitFor("Linked 23456");
    expect(told).toBe("Linked 23456, “Wingtip Systems”, in Without A Domain. Is that your company?");
    expect(await notifications.buttons("Linked 23456")).toContain("Undo");
    expect(await writes(control)).toEqual(["PUT 23456 200"]);
  });

  test("A change that wants MFA asks once; Escape there changes nothing", async ({
    alice,
    control,
    azure,
  }) => {
    const { page, quickInput, tenants, notifications, dialogs } = alice.workbench;
    const { tree } = tenants;
    const tenantId = azure.tenants.find(({ displayName }) => displayName === "Fourth Coffee")?.tenantId ?? "";
    const before = (await tree.row("Fourth Coffee")).description;
    await control.setPolicy(tenantId, "mfaOnWrites");
    for (const answer of ["Escape", "MFA"]) {
      await control.forgetRequests();
      alice.prompts.forget();
      await tree.pressInline("Fourth Coffee", changeCommand);
      await quickInput.answer("5012345");
      await dialogs.press("Change", "Change the partner ID in Fourth Coffee?");
      const asked = await dialogs.waitFor("multi-factor authentication");
      expect(asked).toContain("Fourth Coffee");
      expect(asked).toContain("alice@contoso.example");
      if (answer === "Escape") {
        await page.keyboard.press("Escape");
        await dialogs.waitUntilClosed();
        // The row keeps what is known.
        await tree.waitForText((text) => text.includes(`Fourth Coffee  ${before}`));
        expect(await writes(control)).toEqual(["PATCH 5012345 401"]);
      } else {
        await alice.signInAgain("alice@contoso.example", "Approve");
        await notifications.waitFor(/Changed .* to 5012345/);
        expect(await writes(control)).toEqual(["PATCH 5012345 401", "PATCH 5012345 200"]);
        expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog", "dialog", "tab"]);
      }
    }
    await control.setPolicy(tenantId, "normal");
  });

  test("Link, change, remove and undo, with the keyboard alone", async ({ alice, control, task }) => {
    const { page, quickInput, palette, tenants, notifications, dialogs } = alice.workbench;
    const { keyboard } = page;
    if (task.result?.retryCount) {
      // The first try may have linked it.
      await control.restore();
      await tenants.tree.pressInline("Relecloud", "Refresh");
      await tenants.tree.waitForText(/^Relecloud {2}Not linked/m);
      await control.forgetRequests();
    }
    const pickTenant = async (): Promise<void> => {
      await quickInput.waitUntilOpen("The list of tenants", "Tenant");
      await keyboard.type("Relecl");
      await quickInput.waitUntilMarked("Relecloud");
      await keyboard.press("Enter");
    };
    // The first step has the same words in its title: what is typed too early goes there.
    const typePartnerId = async (id: string): Promise<void> => {
      await quickInput.waitUntilOpen("The partner ID", "(2/2)");
      await keyboard.type(id);
      await eventually(
        page,
        `${id} in the box`,
        () => quickInput.value(),
        (value) => value === id,
      );
      await keyboard.press("Enter");
    };
    const agree = async (question: string): Promise<void> => {
      await dialogs.waitFor(question);
      await keyboard.press("Enter");
      await dialogs.waitUntilClosed();
    };
    await palette.runByKeyboard(`${prefix}${linkCommand}`);
    await pickTenant();
    await typePartnerId("4567890");
    await notifications.waitFor("Linked 4567890");

    await palette.runByKeyboard(`${prefix}${changeCommand}`);
    await pickTenant();
    await typePartnerId("5012345");
    await agree("Change the partner ID in Relecloud?");
    await notifications.waitFor("Changed 4567890 to 5012345");

    await palette.runByKeyboard(`${prefix}${removeCommand}`);
    await pickTenant();
    await agree("Remove the link from Relecloud?");
    await notifications.waitFor("Removed 5012345 from Relecloud");

    await palette.runByKeyboard(`${prefix}Undo Change…`);
    await quickInput.waitUntilMarked("Remove 5012345 from Relecloud");
    await keyboard.press("Enter");
    await agree("Undo the change in Relecloud?");
    await notifications.waitFor("is linked in Relecloud again");
    await tenants.tree.waitForText(/^Relecloud {2}5012345/m);
    const sent = ["PUT 4567890 200", "PATCH 5012345 200", "DELETE 5012345 200", "PUT 5012345 200"];
    expect(await writes(control)).toEqual(sent);
  });
});
