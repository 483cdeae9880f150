import { describe, expect } from "vitest";
import type { PageRow } from "../../src/ui/protocol.ts";
import type { Page } from "./browser.ts";
import { makeRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const rows = makeRows(40, now);

/** What the keyboard is at: its role or element, and its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    return `${element?.role ?? element?.localName ?? ""}: ${name.replaceAll(/\s+/g, " ")}`;
  });
}

function rowIn(state: PageRow["state"]): PageRow {
  const found = rows.find((row) => row.state === state && row.busy === undefined && !row.notCustomer);
  if (!found) {
    throw new Error(`No row is ${state}.`);
  }
  return found;
}

describe("What was pressed keeps the keyboard, or leaves it to what is next to it", () => {
  test("in the details: Check, Mark as Not a Customer, Sign In; and Escape closes them still", async ({
    open,
  }) => {
    const { page, host } = await open("overviewPage", { rows });
    const row = rowIn("signInNeeded");
    await host.tell({ type: "selected", rows: [row.id] });
    const details = page.getByRole("region", { name: "Details" });

    await details.getByRole("button", { name: "Check", exact: true }).press("Enter");
    await expect.poll(() => host.last("check")).toMatchObject({ rows: [row.id] });
    await host.change({ ...row, busy: "check" });
    const check = details.getByRole("button", { name: "Check", disabled: true });
    await check.waitFor();
    expect(await focused(page)).toBe("button: Check");
    await page.keyboard.press("Enter");
    expect(host.asked.filter(({ type }) => type === "check")).toHaveLength(1);
    await host.change(row);

    await details.getByRole("button", { name: "Mark as Not a Customer" }).press("Enter");
    await host.change({ ...row, notCustomer: true });
    await details.getByRole("button", { name: "Mark as Customer" }).waitFor();
    expect(await focused(page)).toBe("button: Mark as Customer");
    await host.change(row);

    await details.getByRole("button", { name: "Sign In" }).press("Enter");
    const { needsSignIn: _needs, ...signedIn } = row;
    await host.change({ ...signedIn, state: "notLinked" });
    await details.getByRole("button", { name: "Sign In" }).waitFor({ state: "detached" });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest(".details") !== null))
      .toBe(true);
    for (const { seq } of host.asked) {
      await host.tell({ type: "told", act: seq, how: "done", words: "", canUndo: false });
    }
    await details.getByRole("button", { name: "Cancel" }).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    expect(await focused(page)).toBe("grid: Tenants");
  });

  test("in the bar above the table: Select All, Clear Selection; and Clear Filter", async ({ open }) => {
    const { page } = await open("overviewPage", { rows });
    await page.getByRole("button", { name: "Select All" }).press("Enter");
    await expect.poll(() => focused(page)).toBe("button: Check");
    await page.getByRole("button", { name: "Clear Selection" }).press("Enter");
    await expect.poll(() => focused(page)).toBe("button: Select All");
    await page.getByRole("textbox", { name: "Filter tenants" }).fill("nobody is called so");
    const clear = page.locator(".nothing").getByRole("button", { name: "Clear Filter" });
    await clear.press("Enter");
    await expect.poll(() => focused(page)).toContain("Filter tenants");
  });

  test("but nothing fetches the keyboard back that is in the tree or an editor by now", async ({ open }) => {
    const { page, host } = await open("linkPage", { rows, width: 320 });
    const [row, other] = [rowIn("signInNeeded"), rowIn("notLinked")];
    await host.tell({ type: "selected", rows: [row.id] });
    await page.getByRole("button", { name: "Sign In" }).press("Enter");
    // What a browser says of a frame that is not the one with the keyboard; this one would always say that it is.
    await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
    await host.tell({ type: "selected", rows: [other.id] });
    await page.getByRole("heading", { name: other.label, exact: true }).waitFor();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  test("where a result is dismissed", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows });
    await page.getByRole("button", { name: "Select All" }).press("Enter");
    await page.getByRole("button", { name: "Check", exact: true }).press("Enter");
    await expect.poll(() => host.last("check")).toBeDefined();
    const act = host.last("check")?.seq ?? 0;
    await host.tell({ type: "told", act, how: "done", words: "Checked 38 tenants.", canUndo: false });
    await page.getByRole("button", { name: "Dismiss" }).press("Enter");
    await page.getByText("Checked 38 tenants.").waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });
});

describe("What is told", () => {
  test("is told in a region that screen readers know before", async ({ open }) => {
    const { page, host } = await open("linkPage", { rows, width: 320 });
    const row = rowIn("notLinked");
    await host.tell({ type: "selected", rows: [row.id] });
    const region = page.locator(".result-words");
    await region.waitFor({ state: "attached" });
    // What is not displayed is not there for them.
    expect(await region.evaluate((element) => element.checkVisibility())).toBe(true);
    expect(await page.locator(".problem").evaluate((element) => element.checkVisibility())).toBe(true);
    expect(await page.locator(".state-words").getAttribute("aria-live")).toBe("polite");
  });

  test("is not taken back by what is done meanwhile: who marks a tenant while it is linked hears of the link", async ({
    open,
  }) => {
    const { page, host } = await open("linkPage", { rows, width: 320 });
    const row = rowIn("notLinked");
    await host.tell({ type: "selected", rows: [row.id] });
    await page.getByRole("button", { name: "Link", exact: true }).press("Enter");
    await expect.poll(() => host.last("write")).toBeDefined();
    await page.getByRole("button", { name: "Mark as Not a Customer" }).press("Enter");
    await expect.poll(() => host.last("mark")).toBeDefined();
    const [link, mark] = [host.last("write")?.seq ?? 0, host.last("mark")?.seq ?? 0];
    await host.tell({ type: "told", act: mark, how: "done", words: "", canUndo: false });
    await host.tell({ type: "told", act: link, how: "done", words: "Linked.", canUndo: true });
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await page.getByText("Linked.").waitFor();
  });

  test("of time is right a minute later", async ({ open }) => {
    const row = { ...rowIn("linked"), label: "Adatum", checkedAt: Date.now() };
    const { page, host } = await open("overviewPage", { rows: [row] });
    const cell = page.locator(".cell-checked").last();
    await expect.poll(async () => (await cell.textContent())?.trim()).toBe("now");
    await page.clock.install({ time: row.checkedAt });
    await page.reload(); // its timers are those of the clock from here on
    await host.sendEverything();
    await page.clock.fastForward(125_000);
    await expect.poll(async () => (await cell.textContent())?.trim()).toBe("2 minutes ago");
  });

  test("of one unusual partner ID keeps no other tenant away", async ({ open }) => {
    const odd = { ...rowIn("linkedToOther"), partnerId: "1234567890123456789" };
    const { page, complaints } = await open("overviewPage", { rows: [odd, rowIn("linked")] });
    await page.getByText("1234567890123456789").first().waitFor();
    expect(await page.locator(".grid-body [role=row]").count()).toBe(2);
    expect(complaints).toEqual([]);
  });
});

test("A tenant that is asked for comes into sight, whatever filter, fold or place keeps it away", async ({
  open,
}) => {
  const many = makeRows(500, now);
  const { page, host } = await open("overviewPage", { rows: many });
  const asked = many.find((row, index) => index > 300 && row.state === "linked");
  await page.getByRole("textbox", { name: "Filter tenants" }).fill("nobody is called so");
  await page.getByRole("button", { name: "Group by Tenant" }).press("Enter");
  await host.tell({ type: "selected", rows: [asked?.id ?? ""] });
  await expect.poll(() => page.locator(".row.opened").isVisible()).toBe(true);
  expect(await page.getByRole("textbox", { name: "Filter tenants" }).inputValue()).toBe("");
});
