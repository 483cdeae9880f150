import { describe, expect } from "vitest";
import { waitUntilKept } from "../vscode/browserState.ts";
import { attackFrom } from "./hostileMessages.ts";
import type { Person } from "./person.ts";
import { armRequests } from "./requests.ts";
import { test } from "./vscodeTest.ts";

/** Where the keyboard is in the overview: the element's role or tag, and what it is called. */
async function focused({ overview }: Person): Promise<string> {
  const frame = await overview.webview.frame();
  return frame.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    return `${element?.getAttribute("role") ?? element?.localName ?? ""} ${name.replaceAll(/\s+/g, " ").trim()}`;
  });
}

/** Presses Tab until the keyboard is there. */
async function tabTo(alice: Person, what: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs += 1) {
    if (what.test(await focused(alice))) {
      return;
    }
    await alice.workbench.page.keyboard.press("Tab");
  }
  expect.fail(`Tab leads to no ${String(what)}`);
}

describe("The overview", () => {
  test("It opens with all tenants, how many are linked and to whom, and asks nobody for it", async ({
    alice,
    control,
  }) => {
    const { overview } = alice;
    const { tenants } = alice.workbench;
    await overview.open();
    const rows = await tenants.tree.rows();
    await overview.webview.waitForText(new RegExp(`^${rows.length} tenants$`), ".selection-count");
    const linked = rows.filter(({ description }) => description.includes("Linked (you)")).length;
    expect(await overview.webview.text(".figure")).toMatch(new RegExp(`^${linked} of \\d+ linked$`));
    expect(await overview.webview.text(".partners")).toMatch(/4567890\s*Contoso Consulting/);
    await overview.filter("adventure");
    await overview.waitForRow("Adventure Works", /4567890.*Contoso Consulting/);
    expect(await overview.rows()).toHaveLength(1);
    expect(await armRequests(control)).toEqual([]);
    expect(alice.prompts.seen).toEqual([]);
    await overview.close();
  });

  test("By keyboard only: filter, sort, move, select, open details and come back", async ({ alice }) => {
    const { overview } = alice;
    const { page, quickInput } = alice.workbench;
    const keys = page.keyboard;
    await overview.open();
    await tabTo(alice, /^input Filter tenants/);
    await keys.type("ad");
    await expect.poll(async () => (await overview.rows()).length).toBeLessThan(20);
    await tabTo(alice, /^button Tenant/);
    await keys.press("Enter");
    const sorted = await overview.webview.locator("[role=columnheader]");
    await expect.poll(() => sorted.first().getAttribute("aria-sort")).toBe("descending");
    const names = (await overview.rows()).map(([name]) => name ?? "");
    expect(names).toEqual(names.toSorted((a, b) => b.localeCompare(a, "en", { numeric: true })));

    await tabTo(alice, /^grid/);
    await keys.press("Home");
    await keys.press("Space");
    await expect.poll(() => overview.selected()).toEqual(names.slice(0, 1));
    await keys.press("Shift+ArrowDown");
    await keys.press("Shift+ArrowDown");
    await expect.poll(() => overview.selected()).toEqual(names.slice(0, 3));
    await keys.press("Control+a");
    await overview.webview.waitForText(new RegExp(`^${names.length} selected`), ".selection-count");
    expect(await focused(alice)).toMatch(/^grid/);
    await keys.press("Escape");
    await expect.poll(() => overview.selected()).toEqual([]);

    await keys.press("End");
    await keys.press("Enter");
    const last = names.at(-1) ?? "";
    await overview.webview.waitForText(last, ".tenant .name");
    await expect.poll(() => focused(alice)).toBe(`h2 ${last}`);
    await keys.press("Escape");
    await expect.poll(() => focused(alice)).toMatch(/^grid/);
    await keys.press("F1");
    await quickInput.waitUntilOpen("The command palette, from within the page");
    await quickInput.cancel();
    await overview.close();
  });

  test("What is selected can be checked and marked", async ({ alice, control }) => {
    const { overview } = alice;
    const { tenants } = alice.workbench;
    await overview.open();
    await overview.filter("vineyard");
    await overview.waitForRow("Coho Vineyard", /5012345/);
    await overview.webview.press("Select All");
    await overview.webview.press("Check", ".selection");
    await expect
      .poll(() => armRequests(control))
      .toEqual(["GET /providers/Microsoft.ManagementPartner/partners 200"]);
    await overview.webview.press("Mark as Not a Customer", ".selection");
    await tenants.tree.waitForText(/^Coho Vineyard {2}not a customer/m);
    await overview.webview.press("Mark as Customer", ".selection");
    await tenants.tree.waitForText(/^Coho Vineyard {2}5012345/m);
    await overview.close();
  });

  test("In a group of its own, behind another tab and back, it lives on beside the link view", async ({
    alice,
  }) => {
    const { overview, linkView } = alice;
    const { tenants, palette } = alice.workbench;
    await overview.open();
    await overview.filter("best for you");
    await palette.run("File: New Untitled Text File");
    await palette.run("View: Move Editor into Next Group");
    await linkView.open();
    await tenants.tree.select("Best For You Organics Company");
    await linkView.shows("Best For You Organics Company", /Linked/);
    await overview.waitForRow("Best For You Organics Company", /Linked/);
    await tenants.tree.chooseFromMenu("Best For You Organics Company", "Mark as Not a Customer");
    await linkView.webview.waitForText(/Not a customer/, ".tenant .subtitle");
    const aside = async (): Promise<number> =>
      (await overview.webview.locator(".grid-body [role=row].aside")).count();
    await expect.poll(aside).toBe(1);

    await palette.run("View: Move Editor into Previous Group");
    await expect.poll(() => overview.webview.isThere()).toBe(false);
    await tenants.tree.chooseFromMenu("Best For You Organics Company", "Mark as Customer");
    await palette.run("View: Close Editor");
    await overview.waitForRow("Best For You Organics Company", /Linked/);
    await expect.poll(aside).toBe(0);
    await overview.close();
  });

  test("What a hostile script in the page would send changes nothing, and nothing hangs", async ({
    alice,
    control,
    server,
  }) => {
    const { overview } = alice;
    const tenant = "Bellows College";
    await overview.open();
    await overview.filter(tenant);
    await overview.openDetails(tenant);
    await overview.details.shows(tenant, "Linked (you)");
    await attackFrom({ alice, control, server, page: "overview", form: overview.details });
    // The host still tells the page what was changed elsewhere.
    await alice.workbench.tenants.tree.chooseFromMenu(tenant, "Mark as Not a Customer");
    await overview.webview.waitForText(/Not a customer/, ".tenant .subtitle");
    await alice.workbench.tenants.tree.chooseFromMenu(tenant, "Mark as Customer");
    await overview.webview.waitForText("bellowscollege.example", ".tenant .subtitle");
    await overview.close();
  });

  test("After a reload all is as it was: filter, sort, columns, selection, details", async ({
    alice,
    azure,
    task,
  }) => {
    const { overview } = alice;
    // Another one in a second try: the browser may still keep what the first has done.
    const name = task.result?.retryCount ? "Adventure Works" : "Adatum Corporation";
    const opened = azure.tenants.find(({ displayName }) => displayName === name);
    await overview.tidyUp();
    await overview.open();
    await overview.filter("ad");
    await overview.webview.press("Partner ID", ".grid-head");
    await overview.webview.press("Columns");
    await (await overview.webview.locator("vscode-checkbox[label=Domain]")).click();
    await alice.workbench.page.keyboard.press("Escape");
    await overview.openDetails(name);
    await overview.waitForRow(name, /4567890/);
    const before = await overview.rows();
    const selected = await overview.selected();
    expect(selected).toEqual([name]);

    // What was opened last; the rest is stored with it.
    await waitUntilKept(alice.workbench.page, opened?.tenantId ?? "");
    await alice.workbench.reload();
    await overview.waitForRows();
    await overview.webview.waitForText(name, ".tenant .name");
    await expect.poll(() => overview.rows()).toEqual(before);
    expect(await overview.selected()).toEqual(selected);
    const headers = await overview.webview.locator("[role=columnheader]");
    expect((await headers.allInnerTexts()).map((text) => text.trim())).not.toContain("Domain");
    expect(await (await overview.webview.locator(".filter input")).inputValue()).toBe("ad");
    await overview.close();
  });
});
