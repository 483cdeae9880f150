import { describe, expect } from "vitest";
import type { PageRow } from "../../src/ui/protocol.ts";
import type { Page } from "./browser.ts";
import { makeRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const rows = makeRows(40, now);

/** The names in the table, from the top; only those that are drawn. */
function names(page: Page): Promise<string[]> {
  return page.locator(".cell-name").allTextContents();
}

/** The name in the row that the keyboard is at, as a screen reader is told. */
function activeName(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
    return document.querySelector(`#${id} .cell-name`)?.textContent;
  });
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

/** Presses Tab until something is focused. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    await press(page, "Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

function linkedNow(row: PageRow): PageRow {
  return { ...row, state: "linked", attention: false, partnerId: "4567890" };
}

describe("The overview by keyboard only", () => {
  test("A text filters, Escape clears it", async ({ open }) => {
    const { page, complaints } = await open("overviewPage", { rows });
    await tabTo(page, ".filter input");
    await page.keyboard.type("ALPINE ski");
    await expect.poll(() => names(page)).toEqual(["Alpine Ski House", "Alpine Ski House 2"]);
    await page.getByRole("status").filter({ hasText: "2 of 39 tenants" }).waitFor();
    await press(page, "Escape");
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
  });

  test("A chip and a part of the chart show one state, and let go of it", async ({ open }) => {
    const { page } = await open("overviewPage", { rows });
    await tabTo(page, ".part");
    await press(page, "ArrowRight", "ArrowRight", "Enter");
    const part = page.locator(".part:focus");
    expect(await part.getAttribute("aria-pressed")).toBe("true");
    const label = (await part.getAttribute("aria-label")) ?? "";
    const [state, count] = label.split(": ");
    await expect.poll(async () => (await names(page)).length).toBe(Number(count));
    expect(await page.locator(".cell-state").allInnerTexts()).toEqual(
      Array.from({ length: Number(count) }, () => state),
    );
    await press(page, "Space");
    expect(await part.getAttribute("aria-pressed")).toBe("false");
    await tabTo(page, ".chip");
    await press(page, "Enter");
    expect(await page.locator(".chip:focus").getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("status").filter({ hasText: "of 39 tenants" }).waitFor();
  });

  test("The chips hold each tenant once, the headline says what it leaves out, and both agree", async ({
    open,
  }) => {
    const { page } = await open("overviewPage", { rows });
    const chips = (await page.locator(".chip").allInnerTexts()).map((text) => text.split(/\s*\n\s*/));
    const count = Object.fromEntries(chips.map(([name = "", number]) => [name, Number(number)]));
    const shown = rows.filter(({ hidden }) => !hidden);
    expect(count["Not a customer"]).toBe(shown.filter(({ notCustomer }) => notCustomer).length);
    expect(Object.values(count).reduce((sum, number) => sum + number)).toBe(rows.length);
    const total =
      rows.length - (count["Not a customer"] ?? 0) - (count["Hidden"] ?? 0) - (count["Link at home"] ?? 0);
    await page.getByRole("heading", { name: `${count["Linked (you)"]} of ${total} linked` }).waitFor();
    expect(await page.locator(".headline .muted").innerText()).toBe(
      `Not counted: Link at home: ${count["Link at home"]} · Not a customer: 1 · Hidden: 1`,
    );
    for (const name of ["Linked (you)", "Not a customer"]) {
      const chip = page.locator(".chip", { hasText: name });
      await chip.press("Enter");
      await expect.poll(async () => (await names(page)).length).toBe(count[name]);
      await chip.press("Enter");
    }
  });

  test("Headers sort, up and down", async ({ open }) => {
    const { page } = await open("overviewPage", { rows });
    const header = page.getByRole("columnheader", { name: "Tenant" });
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await tabTo(page, ".sort");
    await press(page, "Enter");
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    await expect.poll(async () => (await names(page))[0]).toBe("Woodgrove Bank");
    await press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
    expect(await header.getAttribute("aria-sort")).toBe("none");
    const state = page.getByRole("columnheader", { name: "State" });
    expect(await state.getAttribute("aria-sort")).toBe("ascending");
    await expect.poll(() => page.locator(".cell-state").first().innerText()).toBe("Check failed");
  });

  test("Tab stops at one part of the chart and at one header, also when the one where it stopped is gone", async ({
    open,
  }) => {
    const { page, host } = await open("overviewPage", { rows });
    const stops = (item: string): Promise<number> => page.locator(`${item}[tabindex="0"]`).count();
    const count = (item: string): Promise<number> => page.locator(item).count();

    await tabTo(page, ".part");
    await press(page, "End", "Enter");
    expect(await page.locator(".part:focus").getAttribute("tabindex")).toBe("0");
    const last = await page.locator(".part:focus").getAttribute("aria-label");
    const parts = await count(".part");
    await press(page, "Enter");
    await host.change(...rows.filter(({ state }) => state === "unknown").map(linkedNow));
    await expect.poll(() => count(".part")).toBe(parts - 1);
    expect(await page.locator(".part").last().getAttribute("aria-label")).not.toBe(last);
    expect(await stops(".part")).toBe(1);
    await tabTo(page, ".part");

    await tabTo(page, ".sort");
    await press(page, "End");
    const headers = await count(".sort");
    await host.tell({ type: "selected", rows: [rows[3]?.id ?? ""] });
    await expect.poll(() => count(".sort")).toBeLessThan(headers);
    expect(await stops(".sort")).toBe(1);
    await tabTo(page, ".sort");
    await press(page, "ArrowRight");
    await page.getByRole("button", { name: "Close Details" }).press("Enter");
    await expect.poll(() => count(".sort")).toBe(headers);
    expect(await stops(".sort")).toBe(1);
  });

  test("Arrows move, Shift and Space select, Ctrl+A selects all, Escape none", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await tabTo(page, ".grid");
    await press(page, "ArrowDown");
    expect(await activeName(page)).toBe("Adatum Corporation");
    await press(page, "ArrowDown", "Space", "ArrowDown", "ArrowDown", "Space");
    const selected = page.locator('.row[aria-selected="true"] .cell-name');
    expect(await selected.allTextContents()).toEqual(["Adatum Corporation 2", "Alpine Ski House"]);
    await press(page, "Shift+ArrowDown", "Shift+ArrowDown");
    expect(await selected.allTextContents()).toEqual([
      "Alpine Ski House",
      "Alpine Ski House 2",
      "Bellows College",
    ]);
    await press(page, "End");
    await expect.poll(() => activeName(page)).toBe("Woodgrove Bank");
    await press(page, "Home");
    await expect.poll(() => activeName(page)).toBe("Adatum Corporation");
    await press(page, "PageDown");
    expect(await activeName(page)).not.toBe("Adatum Corporation");
    await press(page, "Control+a");
    await page.getByRole("status").filter({ hasText: "39 selected" }).waitFor();
    await press(page, "Escape");
    await page
      .getByRole("status")
      .filter({ hasText: /^\s*39 tenants/ })
      .waitFor();
    expect(host.refused).toEqual([]);
  });

  test("Enter opens the details beside, Escape closes them, and the focus is where it was", async ({
    open,
  }) => {
    const { page } = await open("overviewPage", { rows });
    await tabTo(page, ".grid");
    await press(page, "ArrowDown", "ArrowDown", "Enter");
    const heading = page.getByRole("heading", { name: "Adatum Corporation 2" });
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await press(page, "Escape");
    await expect.poll(() => activeName(page)).toBe("Adatum Corporation 2");
    expect(await page.getByRole("heading", { name: "Adatum Corporation 2" }).count()).toBe(0);
  });

  test("Check and Mark as Not a Customer act on what is selected and shown", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await tabTo(page, ".grid");
    await press(page, "ArrowDown", "Space", "Shift+ArrowDown");
    await page.getByRole("button", { name: "Check", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Mark as Not a Customer" }).press("Enter");
    await expect.poll(() => host.asked.map(({ type }) => type)).toEqual(["check", "mark"]);
    const ids = rows.filter(({ label }) => label.startsWith("Adatum Corporation")).map(({ id }) => id);
    expect(host.last("check")?.rows.toSorted()).toEqual(ids.toSorted());
    expect(host.last("mark")).toMatchObject({ notCustomer: true });
  });

  test("The columns are chosen, the file's format too", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await tabTo(page, "pal-popup .popup-button");
    await press(page, "Enter", "Space");
    await expect.poll(() => page.getByRole("columnheader", { name: "Domain" }).count()).toBe(0);
    await press(page, "Escape", "Tab", "Enter", "ArrowDown", "Enter");
    await expect.poll(() => host.last("export")).toMatchObject({ format: "json" });
    expect(host.last("export")?.columns).not.toContain("domain");
    expect(host.last("export")?.rows).toHaveLength(39);
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim());
    expect(focused).toBe("Export");
  });
});
