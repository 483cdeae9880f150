import { describe, expect } from "vitest";
import {
  linkChangeUndoRemoveUndo,
  linkRefused,
  linkWithMfa,
  overviewSays,
  tenantOfTry,
} from "./formSteps.ts";
import { attackFrom, floodFrom } from "./hostileMessages.ts";
import { renameTenant } from "./renameTenant.ts";
import { writes } from "./requests.ts";
import { shownName, treeLabelOf } from "./toldTenants.ts";
import { test } from "./vscodeTest.ts";

const item = "partnerAdminLink.activeLink";

/** As long as a name may be, and longer than the tree shows it. */
const longName = `Long <i>name</i> ${"of many words ".repeat(30)}`.slice(0, 299).concat("!");

/** The local Azure's names that are more than letters, or longer than most. */
const hostileNames = [
  "<b>Bold</b> <img src=x onerror=alert(1)>",
  "$(alert) Icon & $(zap) Sons",
  "[Click me](command:workbench.action.quit) **now** `code`",
  "شركة الشمال للتجارة",
  "Override \u202Egnp.exe\u202C Ltd",
  "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Cooperative Agricultural and Dairy Society of Anglesey, Limited",
];

describe("The link view", () => {
  test("It costs nothing until it is opened, and follows what is selected in the tree: Enter selects, arrow keys do not", async ({
    alice,
  }) => {
    const { linkView } = alice;
    const { tenants, page } = alice.workbench;
    expect(await linkView.webview.isThere()).toBe(false);
    await linkView.open();
    await linkView.webview.waitForText(/No Tenant Selected[^]*Select a tenant in the list above/);

    await tenants.tree.select("Adatum Corporation");
    await linkView.shows("Adatum Corporation", /./);
    const rows = await tenants.tree.rows();
    const next = rows[rows.findIndex(({ label }) => label === "Adatum Corporation") + 1]?.label ?? "";
    await page.keyboard.press("ArrowDown");
    expect(await tenants.tree.focused()).toBe(next);
    await linkView.shows("Adatum Corporation", /./);
    await page.keyboard.press("Enter");
    await linkView.shows(next, /./);

    // The view had the keyboard; now that it shows another tenant, it leaves it where the person has it.
    await linkView.webview.press("Check");
    await tenants.tree.select("Adatum Corporation");
    await linkView.shows("Adatum Corporation", /./);
    expect(await tenants.tree.focused()).toBe("Adatum Corporation");
    await page.keyboard.press("Shift+ArrowDown");
    await linkView.webview.waitForText(/2 Tenants Selected/);
  });

  test("Link, change, undo, remove, undo: each asks what it must, and tree, status bar, view and overview agree", async ({
    alice,
    control,
    task,
  }) => {
    const { linkView, overview } = alice;
    const { tenants, statusBar } = alice.workbench;
    const tenant = tenantOfTry(task, "Litware, Inc.", "Relecloud", "Without A Domain");
    await linkView.open();
    await overview.open();
    await overview.filter(tenant);
    await tenants.tree.chooseFromMenu(tenant, "Set as Active Tenant");
    await tenants.tree.select(tenant);
    await linkChangeUndoRemoveUndo({
      alice,
      control,
      form: linkView,
      tenant,
      alsoSays: async (partnerId) => {
        await overviewSays(alice, tenant, partnerId);
        await statusBar.waitFor(item, partnerId ?? "Not linked");
      },
    });
    await overview.close();
  });

  test("What is no partner ID is told while it is typed, and nothing is sent", async ({ alice, control }) => {
    const { linkView } = alice;
    await linkView.open();
    await alice.workbench.tenants.tree.select("Munson's Pickles and Preserves Farm");
    await linkView.shows("Munson's Pickles and Preserves Farm", /Not linked/);
    const problems: [string, RegExp][] = [
      ["45 67", /There are spaces/],
      ["abc", /only digits/],
      ["１２３", /not the plain digits/],
      ["00000000-0000-4000-8000-000000000001", /This is a GUID/],
      ["1234567890123456", /too long/],
      ["0000000", /Zero isn't a partner ID/],
    ];
    for (const [typed, words] of problems) {
      await (await linkView.field()).fill(typed);
      await linkView.webview.waitForText(words, "#partner-id-problem");
      await (await linkView.field()).press("Enter");
    }
    expect(await writes(control)).toEqual([]);
  });

  test("A tenant that wants MFA for writing asks once, and then links", async ({ alice, control, task }) => {
    const { linkView } = alice;
    const tenant = tenantOfTry(task, "School of Fine Art", "Margie's Travel", "Nod Publishers");
    await linkView.open();
    await alice.workbench.tenants.tree.select(tenant);
    await linkWithMfa({ alice, control, form: linkView, tenant });
  });

  test("A refusal by Azure is told in its words, beside what is known", async ({ alice, control }) => {
    const { linkView } = alice;
    const tenant = "Lucerne Publishing";
    await linkView.open();
    await alice.workbench.tenants.tree.select(tenant);
    await linkRefused({ alice, control, form: linkView, tenant });
  });

  test("Hidden and shown again, it knows how things stand now", async ({ alice, task }) => {
    const { linkView } = alice;
    const { tenants } = alice.workbench;
    const tenant = tenantOfTry(
      task,
      "Northwind Traders",
      "nameless.example",
      "Liberty's Delightful Sinful Bakery & Cafe",
    );
    await linkView.open();
    await tenants.tree.select(tenant);
    await linkView.shows(tenant, "Not linked");
    await linkView.close();
    await tenants.tree.chooseFromMenu(tenant, "Mark as Not a Customer");
    await linkView.open();
    await linkView.shows(tenant, "Not linked");
    await linkView.webview.waitForText(/Not a customer/, ".tenant .subtitle");
  });

  test("Names that would be HTML, Markdown, commands or another direction are text, and so are 300 characters", async ({
    alice,
    control,
  }) => {
    const { linkView } = alice;
    const { tenants } = alice.workbench;
    await renameTenant(alice, control, { domain: "bestforyouorganics.example", name: longName });
    await linkView.open();
    const seen: string[] = [];
    for (const { displayName, tenantId } of (await control.description()).tenants) {
      if (/[<$*[\]\u0600-\u06ff\u202a-\u202e]|.{100}/u.test(displayName)) {
        const name = shownName({ displayName, tenantId });
        await tenants.tree.select(await treeLabelOf(alice, name));
        // The page breaks up and cuts nothing: it shows text only.
        await linkView.shows(name, /./);
        const parts = await linkView.webview.locator(".tenant .name *, .tenant img, .tenant b");
        expect(await parts.count()).toBe(0);
        seen.push(displayName);
      }
    }
    expect(seen.toSorted()).toEqual([...hostileNames, longName].toSorted());
  });

  test("What a hostile script in the page would send changes nothing, and nothing hangs", async ({
    alice,
    control,
    server,
  }) => {
    const { linkView, overview } = alice;
    const { tenants } = alice.workbench;
    await linkView.open();
    await tenants.tree.select("Munson's Pickles and Preserves Farm");
    await linkView.shows("Munson's Pickles and Preserves Farm", /Not linked/);
    await attackFrom({ alice, control, server, page: "link view", form: linkView });
    // The host still tells the page what is selected.
    await tenants.tree.select("Northwind Traders");
    await linkView.shows("Northwind Traders", /Not linked/);
    expect(await overview.webview.isThere()).toBe(false);
  });

  test("What a hostile script asks for in the page's own way is one question at a time, and nothing without it", async ({
    alice,
    control,
  }) => {
    const { linkView } = alice;
    await linkView.open();
    await alice.workbench.tenants.tree.select("Munson's Pickles and Preserves Farm");
    await linkView.shows("Munson's Pickles and Preserves Farm", /Not linked/);
    await floodFrom({ alice, control, form: linkView });
  });
});
