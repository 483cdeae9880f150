import { describe, expect } from "vitest";
import type { PageRow } from "../../src/ui/protocol.ts";
import { hostileNames, hostileRows, makeRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const rows = makeRows(40, now);
const many = makeRows(5000, now);

describe("The overview", () => {
  test("Filter, sort, columns, selection and the open row are there after a reload", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await page.getByLabel("Filter tenants").fill("corporation");
    await page.getByRole("columnheader", { name: "Tenant" }).getByRole("button").click();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByText("Domain", { exact: true }).last().click();
    await page.keyboard.press("Escape");
    await page.getByText("Adatum Corporation 2", { exact: true }).click();
    await page.getByRole("heading", { name: "Adatum Corporation 2" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Adatum Corporation 2" }).waitFor();
    expect(await page.locator(".cell-name").allTextContents()).toEqual([
      "Adatum Corporation 2",
      "Adatum Corporation",
    ]);
    expect(await page.getByLabel("Filter tenants").inputValue()).toBe("corporation");
    expect(await page.getByRole("columnheader", { name: "Domain" }).count()).toBe(0);
    await page.getByRole("status").filter({ hasText: "1 selected" }).waitFor();
    expect(host.refused).toEqual([]);
  });

  test("A changed row changes its line, its chip and the figures; a row that is gone closes its details", async ({
    open,
  }) => {
    const { page, host } = await open("overviewPage", { rows });
    const row = rows.find(({ state }) => state === "notLinked");
    if (!row) {
      throw new Error("No row is not linked");
    }
    await page.getByText(row.label, { exact: true }).click();
    await page.getByRole("heading", { name: "19 of 36 linked" }).waitFor();
    await host.change({ ...row, state: "linked", attention: false, partnerId: "4567890" });
    await page.getByRole("heading", { name: "20 of 36 linked" }).waitFor();
    await expect
      .poll(() => page.getByRole("row", { name: row.label }).first().innerText())
      .toContain("Linked (you)");
    await page.locator(".details").getByText("4567890").first().waitFor();
    await host.tell({ type: "rows", changed: [], gone: [row.id] });
    await page.getByRole("heading", { name: "19 of 35 linked" }).waitFor();
    await expect.poll(() => page.locator(".details").count()).toBe(0);
  });

  test("Cells are told in full in the row where the pointer is, as it stands, and in no other", async ({
    open,
  }) => {
    const { page, host } = await open("overviewPage", { rows });
    const titled = page.locator(".grid-body [title]");
    const titlesOf = (label: string): Promise<(string | null)[]> =>
      titled.evaluateAll(
        (cells, label) =>
          cells
            .filter(
              (cell) => cell.closest('[role="row"]')?.querySelector(".cell-name")?.textContent === label,
            )
            .map((cell) => cell.getAttribute("title")),
        label,
      );
    const first = rows.find(({ label, state }) => label === "Adatum Corporation" && state === "linked");
    if (!first) {
      throw new Error("Adatum Corporation is not linked");
    }
    expect(await titled.count()).toBe(0);
    const row = page.getByRole("row", { name: first.label }).first();
    await row.locator(".cell-state").hover();
    await expect.poll(() => titlesOf(first.label)).toContain("Linked (you)");
    expect(await row.locator(".cell-checked").getAttribute("title")).toMatch(/\d{4}.*\d:\d\d/);

    // The row changes, and then another one comes to its place, while the pointer rests.
    await host.change({ ...first, state: "notLinked", attention: true });
    await expect.poll(() => titlesOf(first.label)).toContain("Not linked");
    expect(await titlesOf(first.label)).not.toContain("Linked (you)");
    await page.getByLabel("Filter tenants").fill("Bellows");
    await expect.poll(() => page.locator(".cell-name").first().textContent()).toContain("Bellows");
    expect(await titlesOf(first.label)).toEqual([]);
    for (const title of await titled.evaluateAll((cells) =>
      cells.map((cell) => cell.getAttribute("title")),
    )) {
      expect(title).not.toBe(first.label);
    }
    await page.getByLabel("Filter tenants").hover();
    await expect.poll(() => titled.count()).toBe(0);
  });

  test("The chip of a partner ID shows as many rows as it says, and leaves alone what was typed; all is there after a reload", async ({
    open,
  }) => {
    const linked = { state: "linked", attention: false, partnerId: "45678" } as const;
    const alike = rows.slice(0, 8).map((row, index): PageRow => {
      const { partnerId: _id, partnerName: _name, notCustomer: _mark, ...bare } = row;
      return (
        [
          { ...bare, ...linked },
          { ...bare, ...linked },
          { ...bare, ...linked, notCustomer: true as const },
          { ...bare, ...linked, partnerId: "456789" },
          { ...bare, tenantId: "45678000-5b6d-4c7e-8f90-000000000000" },
        ][index] ?? row
      );
    });
    const { page, host } = await open("overviewPage", { rows: alike });
    const chip = page.locator(".partners button").filter({ has: page.getByText("45678", { exact: true }) });
    expect((await chip.innerText()).split(/\s+/)).toEqual(["45678", "2"]);
    const filter = page.getByLabel("Filter tenants");
    await filter.fill("a");
    await chip.click();
    const shown = ["Adatum Corporation", "Adventure Works Cycles"];
    await expect.poll(() => page.locator(".cell-name").allTextContents()).toEqual(shown);
    expect(await filter.inputValue()).toBe("a");
    await page.reload();
    await expect.poll(() => page.locator(".cell-name").allTextContents()).toEqual(shown);
    expect(await chip.getAttribute("aria-pressed")).toBe("true");

    await chip.click();
    await expect.poll(() => page.locator(".cell-name").count()).toBeGreaterThan(2);

    // The last of them is linked to another one: the chip stays, and can be let go of.
    await chip.click();
    await host.change(...alike.slice(0, 3).map((row) => Object.assign({}, row, { partnerId: "1" })));
    await page.locator(".nothing").waitFor();
    expect((await chip.innerText()).split(/\s+/)).toEqual(["45678", "0"]);
    await page.locator(".nothing").getByRole("button", { name: "Clear Filter" }).click();
    await expect.poll(() => page.locator(".cell-name").count()).toBe(8);
    expect(await chip.count()).toBe(0);
  });

  test("What the extension asks for is shown", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await host.tell({ type: "selected", rows: [rows[3]?.id ?? ""] });
    await page.getByRole("heading", { name: rows[3]?.label ?? "" }).waitFor();
  });

  test("Hostile names are text, whatever the width", async ({ open }) => {
    for (const width of [300, 1400]) {
      const { page, complaints } = await open("overviewPage", {
        rows: hostileRows(now),
        width,
        theme: "vscode-light",
      });
      expect((await page.locator(".cell-name").allTextContents()).toSorted()).toEqual(
        [...hostileNames].toSorted(),
      );
      await page.locator(".cell-name").nth(2).click();
      await page.locator(".details .name").waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      expect(await page.title()).toBe("Partner Admin Link");
      expect(await page.locator("img, main script").count()).toBe(0);
      expect(complaints).toEqual([]);
    }
  });

  test("Nothing is cut off at 200 %", async ({ open }) => {
    const { page } = await open("overviewPage", { rows, width: 640, height: 400, scale: 2 });
    for (const name of ["Columns", "Export", "Select All"]) {
      const box = await page.getByRole("button", { name }).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(640);
    }
    await page.getByText("Adatum Corporation", { exact: true }).click();
    await page.getByRole("button", { name: "Change…" }).scrollIntoViewIfNeeded();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});

describe("Five thousand tenants", () => {
  test("Only rows that are seen are in the page, wherever it is scrolled to", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows: many, width: 1400 });
    const order = many
      .filter(({ hidden }) => hidden !== true)
      .toSorted((a, b) => new Intl.Collator("en", { numeric: true }).compare(a.label, b.label))
      .map(({ label }) => label);
    const grid = page.getByRole("grid");
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(order.length + 1));
    for (const share of [0, 0.13, 0.5, 0.77, 1]) {
      await grid.evaluate((element, share) => {
        element.scrollTop = (element.scrollHeight - element.clientHeight) * share;
      }, share);
      const seen = (): Promise<(string | undefined)[]> =>
        grid.evaluate((element) => {
          const top = element.getBoundingClientRect().top + 60;
          const row = document.elementFromPoint(200, top)?.closest('[role="row"]');
          const last = document.elementFromPoint(200, element.getBoundingClientRect().bottom - 20);
          return [
            row?.getAttribute("aria-rowindex") ?? undefined,
            row?.querySelector(".cell-name")?.textContent ?? undefined,
            last?.closest('[role="row"]')?.querySelector(".cell-name")?.textContent ?? undefined,
          ];
        });
      await expect.poll(async () => (await seen()).every((text) => text !== undefined)).toBe(true);
      const [index, name] = await seen();
      expect(name).toBe(order[Number(index) - 2]);
      expect(await page.locator(".row").count()).toBeLessThan(60);
    }
    await grid.focus();
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await expect.poll(() => host.last("check")?.rows.length).toBe(order.length);
    expect(host.refused).toEqual([]);
  });
});
