import { describe, expect } from "vitest";
import type { PageRow } from "../../src/ui/protocol.ts";
import type { Page } from "./browser.ts";
import { hostileNames, hostileRows, makeRows, sharedRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const rows = sharedRows(12, now);

/** The lines that are drawn, from the top: heads with their count, rows with identity and state. */
function lines(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll(".grid-body [role=row]")].map((line) => {
      const [name, state, label, count] = [".cell-name", ".cell-state", ".head-name", ".count-long"].map(
        (part) => line.querySelector(part)?.textContent?.trim() ?? "",
      );
      const mark = line.ariaExpanded === "true" ? "-" : "+";
      const text = line.ariaExpanded === null ? `  ${name}: ${state}` : `${mark} ${label}: ${count}`;
      return { at: Number(line.ariaRowIndex), text };
    });
    return all.toSorted((a, b) => a.at - b.at).map(({ text }) => text);
  });
}

/** The line that the keyboard is at, as a screen reader is told. */
function active(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
    return document.querySelector(`#${id} :is(.cell-name, .head-name)`)?.textContent?.trim();
  });
}

async function group(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Group by Tenant" }).press("Enter");
  await page.getByRole("treegrid").focus();
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

describe("The overview grouped by tenant", () => {
  test("Each tenant has a head with its name, domain and count, and below it the identities, as a tree", async ({
    open,
  }) => {
    const { page, complaints } = await open("overviewPage", { rows });
    await group(page);
    expect((await lines(page)).slice(0, 9)).toEqual([
      "- Adatum Corporation: 2 of 3 identities linked",
      "  alice@contoso.example: Linked (you)",
      "  bob@contoso.example: Linked (you)",
      "  Contoso automation: Not linked",
      "- Adventure Works Cycles: 1 of 1 identity linked",
      "  alice@contoso.example: Linked (you)",
      "- Alpine Ski House: 1 of 2 identities linked",
      "  alice@contoso.example: Linked (you) · last check failed",
      "  bob@contoso.example: Needs you",
    ]);
    const row = page.getByRole("row", { name: "bob@contoso.example" }).first();
    const told = ["aria-level", "aria-posinset", "aria-setsize"];
    expect(await Promise.all(told.map((name) => row.getAttribute(name)))).toEqual(["2", "2", "3"]);
    const head = page.getByRole("row", { name: "Adatum Corporation" }).first();
    expect(await Promise.all(told.map((name) => head.getAttribute(name)))).toEqual(["1", "1", "12"]);
    expect(await head.locator(".head-domain").innerText()).toBe("adatumcorporation.onmicrosoft.com");
    await page.getByRole("status").filter({ hasText: "12 tenants in 22 rows" }).waitFor();
    const headers = (await page.getByRole("columnheader").allInnerTexts()).map((text) => text.trim());
    expect(headers).not.toContain("Identity");
    expect(headers[0]).toBe("Tenant and Identity");
    await page.getByRole("button", { name: "Group by Tenant" }).click();
    await page.getByRole("grid").waitFor();
    expect(complaints).toEqual([]);
  });

  test("By keyboard: Left and Right fold and open, Space selects the tenant's rows; all is there after a reload", async ({
    open,
  }) => {
    const { page, host } = await open("overviewPage", { rows });
    await group(page);
    await press(page, "ArrowDown", "ArrowDown", "ArrowDown");
    expect(await active(page)).toBe("bob@contoso.example");
    await press(page, "ArrowLeft");
    expect(await active(page)).toBe("Adatum Corporation");
    await press(page, "ArrowLeft");
    await expect
      .poll(async () => (await lines(page))[1])
      .toBe("- Adventure Works Cycles: 1 of 1 identity linked");
    await press(page, "Space");
    await page.getByRole("status").filter({ hasText: "3 selected" }).waitFor();
    await page.reload();
    await page.getByRole("treegrid").waitFor();
    expect((await lines(page)).slice(0, 2)).toEqual([
      "+ Adatum Corporation: 2 of 3 identities linked",
      "- Adventure Works Cycles: 1 of 1 identity linked",
    ]);
    await page.getByRole("status").filter({ hasText: "3 selected" }).waitFor();
    await page.getByRole("treegrid").focus();
    await press(page, "ArrowDown", "ArrowRight", "ArrowRight");
    expect(await active(page)).toBe("alice@contoso.example");
    await press(page, "Enter");
    await page.getByRole("heading", { name: "Adatum Corporation" }).waitFor();
    expect(host.refused).toEqual([]);
  });

  test("All are folded up at once and opened again; a click folds one; whom the keyboard was at is not lost", async ({
    open,
  }) => {
    const { page } = await open("overviewPage", { rows });
    await group(page);
    await press(page, "ArrowDown", "ArrowDown");
    await page.getByRole("button", { name: "Collapse All" }).click();
    await expect.poll(async () => (await lines(page)).length).toBe(12);
    await page.getByRole("treegrid").focus();
    expect(await active(page)).toBe("Adatum Corporation");
    await page.getByText("Bellows College", { exact: true }).click();
    await expect.poll(async () => (await lines(page)).length).toBe(14);
    await page.getByRole("button", { name: "Collapse All" }).click();
    await page.getByRole("button", { name: "Expand All" }).click();
    await expect.poll(async () => (await lines(page)).length).toBe(12 + rows.length);
  });

  test("Filter and sort work within and across tenants; what is shown is exported, also what is folded up", async ({
    open,
  }) => {
    const { page, host } = await open("overviewPage", { rows });
    await group(page);
    await page.locator(".chip", { hasText: "Not linked" }).click();
    await expect
      .poll(() => lines(page))
      .toEqual([
        "- Adatum Corporation: 2 of 3 identities linked",
        "  Contoso automation: Not linked",
        "- Coho Vineyard: 2 of 3 identities linked",
        "  alice@contoso.example: Not linked",
      ]);
    await page
      .getByRole("status")
      .filter({ hasText: /^\s*2 of 12 tenants\s*$/ })
      .waitFor();
    await page.locator(".chip", { hasText: "Not linked" }).click();
    await page.getByRole("columnheader", { name: "State" }).getByRole("button").click();
    await expect.poll(async () => (await lines(page))[1]).toMatch(/: Check failed$/);
    await page.getByRole("button", { name: "Collapse All" }).click();
    await page.getByRole("button", { name: "Export" }).press("Enter");
    await press(page, "Enter");
    await expect.poll(() => host.last("export")?.rows.length).toBe(rows.length);
    expect(host.last("export")?.columns).toContain("identity");
    const order = host.last("export")?.rows.map((id) => rows.find((row) => row.id === id)?.tenantId);
    expect(new Set(order?.filter((tenant, index) => tenant !== order[index - 1])).size).toBe(12);
    expect(order?.filter((tenant, index) => tenant !== order[index - 1])).toHaveLength(12);
  });

  test("What is shown is counted in whole sentences: tenants, and rows where one has several", async ({
    open,
  }) => {
    const says = async (rows: readonly PageRow[], filter: string, words: string): Promise<void> => {
      const { page } = await open("overviewPage", { rows });
      await page.getByLabel("Filter tenants").fill(filter);
      await expect.poll(() => page.locator(".selection-count").innerText()).toBe(words);
    };
    const two = rows.slice(0, 2);
    expect(new Set(two.map(({ tenantId }) => tenantId)).size).toBe(1);
    await says(two.slice(1), "", "1 tenant");
    await says(two, "", "1 tenant in 2 rows");
    await says(two, "nobody", "0 of 1 tenant");
    await says(rows, "", "12 tenants in 22 rows");
    await says(rows, "adatum", "1 of 12 tenants in 3 rows");
    await says(rows, "nobody", "0 of 12 tenants");
  });

  test("A change is counted in the head; hostile names are text there, too", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await group(page);
    const row = rows.find(
      ({ identity, state }) => identity === "Contoso automation" && state === "notLinked",
    );
    if (!row) {
      throw new Error("No such row");
    }
    await host.change({ ...row, state: "linked", attention: false, partnerId: "4567890" });
    await expect
      .poll(async () => (await lines(page))[0])
      .toBe("- Adatum Corporation: 3 of 3 identities linked");
    expect((await lines(page))[3]).toBe("  Contoso automation: Linked");

    const hostile = await open("overviewPage", { rows: hostileRows(now), width: 300 });
    await group(hostile.page);
    const names = await hostile.page.locator(".head-name").allTextContents();
    expect(names.toSorted()).toEqual([...hostileNames].toSorted());
    const wide = await hostile.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(hostile.complaints).toEqual([]);
  });

  test("Of 5,000 rows only lines that are seen are in the page; how quickly all are drawn anew is written down", async ({
    open,
  }) => {
    const many = makeRows(5000, now).map(({ hidden: _hidden, ...row }, index) => {
      const number = String(Math.floor(index / 2)).padStart(12, "0");
      const tenantId = `0f4e1c2a-5b6d-4c7e-8f90-${number}`;
      const identity = index % 2 === 0 ? "alice" : "bob";
      const id = `${identity}/${tenantId}`;
      return Object.assign(row, { id, tenantId, label: `Customer ${number.slice(-5)}`, identity });
    });
    const { page } = await open("overviewPage", { rows: many, width: 1400 });
    const began = await page.evaluate(() => performance.now());
    await group(page);
    const grid = page.getByRole("treegrid");
    expect(await grid.getAttribute("aria-rowcount")).toBe("7501");
    console.log(`Grouped after ${((await page.evaluate(() => performance.now())) - began).toFixed(0)} ms`);
    await press(page, "End");
    await expect.poll(() => active(page)).toBe("bob");
    expect((await lines(page)).findLast((line) => line.startsWith("-"))).toMatch(/^- Customer 02499: /);
    expect(await page.locator(".row").count()).toBeLessThan(60);
    const jumped = await page.evaluate(async () => {
      const grid = document.querySelector(".grid") ?? document.body;
      const table = document.querySelector("pal-table") as unknown as { updateComplete: Promise<unknown> };
      const times: number[] = [];
      for (let step = 0; step < 60; step += 1) {
        grid.scrollTop = (step * 37_777) % 200_000;
        const at = performance.now();
        grid.dispatchEvent(new Event("scroll"));
        await table.updateComplete;
        times.push(performance.now() - at);
      }
      return times.toSorted((a, b) => a - b)[30] ?? 0;
    });
    console.log(`All lines anew: ${jumped.toFixed(1)} ms`);
  });
});
