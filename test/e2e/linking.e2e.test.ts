import { describe, expect } from "vitest";
import { armRequests, signInPages, writes } from "./requests.ts";
import { test } from "./vscodeTest.ts";

const username = "alice@contoso.example";
const link = "Link Partner ID…";

/** Tenants that want MFA for writing, and how they say so. */
const policies = [
  ["Litware, Inc.", "mfaOnWrites403"],
  ["Northwind Traders", "mfaOnWrites403NoHeader"],
] as const;

describe("Linking", () => {
  test("Escaping from any step of the wizard sends nothing", async ({ alice, control }) => {
    const { quickInput, palette, tenants, notifications } = alice.workbench;
    await palette.run(`Partner Admin Link: ${link}`);
    await quickInput.waitUntilOpen("The list of tenants", "Tenant");
    await quickInput.cancel();

    await palette.run(`Partner Admin Link: ${link}`);
    await quickInput.type("Munson");
    await quickInput.pick("Munson");
    await quickInput.waitForMessage("location ID");
    await quickInput.type("4567890");
    await quickInput.cancel();

    await tenants.tree.pressInline("Munson's Pickles and Preserves Farm", link);
    await quickInput.waitForMessage("location ID");
    await quickInput.accept();
    await quickInput.waitForMessage("Enter your company's partner ID.");
    await quickInput.cancel();

    expect(await control.requests()).toEqual([]);
    expect(await notifications.texts()).toEqual([]);
    expect(alice.prompts.seen).toEqual([]);
  });

  test("That Azure may ask for MFA to link is said in an account's first wizard, and not again", async ({
    alice,
    control,
  }) => {
    const { quickInput, tenants, notifications } = alice.workbench;
    const said = "Azure may ask you for multifactor authentication (MFA) when you link.";
    await tenants.tree.pressInline("Relecloud", link);
    await quickInput.waitForMessage(said);
    await quickInput.cancel();
    await tenants.tree.pressInline("Relecloud", link); // who escaped has not linked yet
    await quickInput.waitForMessage(said);
    await quickInput.answer("4567890");
    await notifications.waitFor("in Relecloud.");
    await tenants.tree.pressInline("Munson's Pickles and Preserves Farm", link);
    await quickInput.waitUntilOpen("The known partner IDs", "Choose a partner ID");
    expect(await quickInput.placeholder()).not.toContain("MFA");
    await quickInput.pick("Enter Another Partner ID…");
    await quickInput.waitForMessage("location ID");
    expect(await quickInput.text()).not.toContain("MFA");
    await quickInput.cancel();
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });

  test("A global ID is refused in Azure's words, with where to find the right one", async ({
    alice,
    control,
  }) => {
    const { quickInput, tenants, notifications } = alice.workbench;
    await tenants.tree.pressInline("Lucerne Publishing", link);
    await quickInput.answer("4567889");
    const words = await notifications.waitFor("was not linked");
    expect(words).toContain("4567889 was not linked in Lucerne Publishing.");
    expect(words).toContain("Use the location ID of your company, not the global one.");
    expect(words).toContain("Microsoft says: “The partner ID '4567889' is not valid.”");
    const buttons = await notifications.buttons("was not linked");
    expect(buttons).toEqual(expect.arrayContaining(["Try Again", "Which Partner ID?"]));
    // The tree is drawn a moment after the notification.
    await expect
      .poll(async () => (await tenants.tree.row("Lucerne Publishing")).description)
      .toBe("Not linked · linking failed");
    expect(await writes(control)).toEqual(["PUT 4567889 400"]);
    expect(alice.prompts.seen).toEqual([]);
  });

  test("A tenant that wants MFA for writing asks once, and then links", async ({ alice, control }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    await tenants.tree.pressInline("School of Fine Art", link);
    await quickInput.answer("4567890");
    const asked = await dialogs.waitFor("School of Fine Art");
    expect(asked).toContain(username);
    expect(asked).toContain("multi-factor authentication");
    await alice.signInAgain(username, "Approve");
    expect(await notifications.waitFor("Linked 4567890")).toContain("in School of Fine Art.");
    expect(await writes(control)).toEqual(["PUT 4567890 401", "PUT 4567890 200"]);
    expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog", "tab"]);
    expect(await signInPages(control)).toBe(1);
  });

  for (const [name, policy] of policies) {
    test(`MFA for writing that is asked for by 403 is answered as well: ${policy}`, async ({
      alice,
      azure,
      control,
    }) => {
      const { quickInput, tenants, notifications, dialogs } = alice.workbench;
      const tenant = azure.tenants.find(({ displayName }) => displayName === name);
      await control.setPolicy(tenant?.tenantId ?? "", policy);
      await tenants.tree.pressInline(name, link);
      await quickInput.answer("4567890");
      expect(await dialogs.waitFor(name)).toContain("multi-factor authentication");
      await alice.signInAgain(username, "Approve");
      expect(await notifications.waitFor("Linked 4567890")).toContain(`in ${name.replace(/\.$/, "")}.`);
      expect(await writes(control)).toEqual(["PUT 4567890 403", "PUT 4567890 200"]);
      expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog", "tab"]);
      expect(await signInPages(control)).toBe(1);
      await control.setPolicy(tenant?.tenantId ?? "", "normal");
    });
  }

  test("Who does not answer the question for MFA has changed nothing", async ({ alice, control, azure }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    const tenant = azure.tenants.find(({ displayName }) => displayName === "Margie's Travel");
    await control.setPolicy(tenant?.tenantId ?? "", "mfaOnWrites");
    await tenants.tree.pressInline("Margie's Travel", link);
    await quickInput.answer("4567890");
    await dialogs.press("Cancel", "Margie's Travel");
    await tenants.tree.waitForText(/^Margie's Travel {2}Not linked/m);
    expect(await writes(control)).toEqual(["PUT 4567890 401"]);
    await expect.poll(() => notifications.texts()).toEqual([]);
    expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog"]);
    await control.setPolicy(tenant?.tenantId ?? "", "normal");
  });

  test("A gateway that answers in Azure's place is called that, and is not in the way of another try", async ({
    alice,
    azure,
    control,
  }) => {
    const { tree } = alice.workbench.tenants;
    const { quickInput, notifications } = alice.workbench;
    const tenantId =
      azure.tenants.find(({ displayName }) => displayName === "Margie's Travel")?.tenantId ?? "";
    await control.addFault({ tenantId, status: 404, json: { code: "NotFound" }, gateway: true });
    await tree.pressInline("Margie's Travel", "Refresh");
    await tree.waitForText(/^Margie's Travel {2}Not linked · last check failed$/m);
    await control.addFault({ tenantId, status: 403, gateway: true });
    await tree.pressInline("Margie's Travel", link);
    await quickInput.answer("4567890");
    const words = await notifications.waitFor("was not linked in Margie's Travel");
    expect(words).toContain("The response came from something between you and Microsoft's service");
    expect(words).not.toContain("administrator");
    expect(await writes(control)).toEqual([]);
    await notifications.press("was not linked in Margie's Travel", "Try Again");
    await notifications.waitFor("Linked 4567890");
    await tree.waitForText(/^Margie's Travel {2}4567890/m);
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });

  test("A tenant that wants MFA for signing in asks once, and then links", async ({ alice, control }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    await expect
      .poll(async () => (await tenants.tree.row("The Phone Company")).description)
      .toBe("Needs you");
    await tenants.tree.pressInline("The Phone Company", link);
    await quickInput.answer("4567890");
    const asked = await dialogs.waitFor("The Phone Company");
    expect(asked).toContain(username);
    await alice.signInAgain(username, "Approve");
    expect(await notifications.waitFor("Linked 4567890")).toContain("in The Phone Company.");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
    expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog", "tab"]);
  });

  test("Sign In to This Tenant asks once, reads, and writes nothing", async ({ alice, control }) => {
    const { tenants, dialogs } = alice.workbench;
    const signIn = "Sign In to This Tenant";
    await tenants.tree.pressInline("Trey Research", signIn);
    await dialogs.press("Cancel", "Trey Research");
    await tenants.tree.waitForText(/^Trey Research {2}Needs you$/m);
    expect(await armRequests(control)).toEqual([]);

    await tenants.tree.pressInline("Trey Research", signIn);
    expect(await dialogs.waitFor("Trey Research")).toContain(username);
    await alice.signInAgain(username, "Approve");
    await tenants.tree.waitForText(/^Trey Research {2}4567890/m);
    expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog", "dialog", "tab"]);
    expect(await armRequests(control)).toEqual(["GET /providers/Microsoft.ManagementPartner/partners 200"]);
  });

  test("A tenant in which the person has no account says so, and nothing is written", async ({
    alice,
    control,
  }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    await tenants.tree.pressInline("Wingtip Toys", link);
    await quickInput.answer("4567890");
    await dialogs.waitFor("Wingtip Toys");
    await alice.signInAgain(username, "Return to the application");
    const words = await notifications.waitFor("was not linked in Wingtip Toys");
    expect(words).toContain("You have no user of your own in this tenant. Ask its administrator to add one");
    expect(words).toContain("there only as a CSP (delegated administration, GDAP)");
    await tenants.tree.waitForText(/^Wingtip Toys {2}No account here/m);
    expect(await writes(control)).toEqual([]);
  });

  test("A tenant that blocks the person says so in Microsoft's words, and can be tried again", async ({
    alice,
    control,
  }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    await tenants.tree.pressInline("VanArsdel, Ltd.", link);
    await quickInput.answer("4567890");
    await dialogs.waitFor("VanArsdel, Ltd.");
    await alice.signInAgain(username, "Return to the application");
    const words = await notifications.waitFor("was not linked in VanArsdel, Ltd.");
    expect(words).toContain("Access has been blocked by Conditional Access policies.");
    expect(await notifications.buttons("was not linked in VanArsdel")).toContain("Try Again");
    expect(await writes(control)).toEqual([]);
  });

  test("A tenant that wants consent asks for it, and then links", async ({ alice, control }) => {
    const { quickInput, tenants, notifications, dialogs } = alice.workbench;
    await tenants.tree.pressInline("Wide World Importers", link);
    await quickInput.answer("4567890");
    await dialogs.waitFor("Wide World Importers");
    await alice.signInAgain(username, "Accept");
    await notifications.waitFor("in Wide World Importers.");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });

  test("The keyboard alone finds a tenant and links it", async ({ alice, control }) => {
    const { palette, quickInput, tenants, notifications, page } = alice.workbench;
    await palette.run("View: Show Explorer");
    await palette.run("View: Show Partner Admin Link");
    await page.keyboard.press("Home");
    await expect.poll(() => tenants.tree.focused()).toBe("Contoso Consulting");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => tenants.tree.focused()).not.toBe("Contoso Consulting");
    await page.keyboard.type("Nod");
    await expect.poll(() => tenants.tree.focused()).toBe("Nod Publishers");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+F10");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await quickInput.waitUntilOpen("The question for the partner ID", "location ID");
    await page.keyboard.type("4567890");
    await page.keyboard.press("Enter");
    await notifications.waitFor("in Nod Publishers.");
    expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  });

  test("Names that look like more are text everywhere, and nothing of them runs", async ({ alice }) => {
    const { page, palette, quickInput, tenants, notifications, statusBar } = alice.workbench;
    const { tree } = tenants;
    const rows = await tree.rows();
    const hostile = rows.filter(({ label }) => /Click me|Icon|Bold|Override|Llanfair/.test(label));
    expect(hostile).toHaveLength(5);
    for (const { label } of hostile) {
      await tree.reveal(label);
      expect(await page.locator(".part.sidebar .label-name").locator("a, b, img, .codicon").count()).toBe(0);
    }
    for (const { label } of hostile.filter(({ label }) => /Click me|Bold/.test(label))) {
      await tree.tooltip(label);
      const hover = page.locator(".workbench-hover:visible");
      expect(await hover.locator("img, b, [data-href*=quit], [href*=quit]").count()).toBe(0);
      await page.mouse.move(0, 0);
    }

    const bold = hostile.find(({ label }) => label.includes("Bold"))?.label ?? "";
    await palette.run(`Partner Admin Link: ${link}`);
    await quickInput.type("Icon");
    await quickInput.waitUntilOpen("The list", "Icon &");
    expect(await page.locator(".quick-input-list .label-name .codicon").count()).toBe(0);
    await quickInput.type("Bold");
    await quickInput.pick("Bold");
    await quickInput.waitUntilOpen("The question for the partner ID", "location ID");
    expect(await quickInput.title()).toContain("<b>Bold</b> <img src=x onerror=alert(1)>");
    await quickInput.answer("9090909");
    const words = await notifications.waitFor("Linked 9090909");
    expect(words).toContain(
      "“**Evil** [Partner]\u200b(command:workbench.action.quit) $\u200b(warning) <b>bold</b>”",
    );
    const toast = page.locator(".notification-list-item-message");
    expect(await toast.locator("a, b, img, .codicon").count()).toBe(0);
    await expect.poll(async () => (await tree.row(bold)).description).toContain("<b>bold</b>");
    expect(await statusBar.text("partnerAdminLink.activeLink")).toBe("4567890");
    expect(alice.prompts.seen).toEqual([]);
  });
});
