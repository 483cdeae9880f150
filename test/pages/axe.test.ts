import { describe, expect } from "vitest";
import type { PageRow } from "../../src/ui/protocol.ts";
import { axeFindings } from "./axe.ts";
import { themeKinds } from "./openPage.ts";
import { failed, none, progress } from "./noteSamples.ts";
import { hostileRows, makeRows, sharedRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const rows = makeRows(40, now);

function rowIn(state: PageRow["state"]): PageRow {
  const row = rows.find((row) => row.state === state);
  if (!row) {
    throw new Error(`No row is ${state}`);
  }
  return row;
}

describe.each(themeKinds)("axe finds nothing in %s", (theme) => {
  test("overview: table, filter, selection, menus", async ({ open }) => {
    const { page, complaints } = await open("overviewPage", { rows, theme });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("grid").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowDown");
    await page
      .getByRole("button", { name: /^Not linked/ })
      .last()
      .click();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Columns" }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Export" }).click();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("overview: grouped by tenant, wide and narrow", async ({ open }) => {
    const { page, complaints } = await open("overviewPage", { rows: sharedRows(12, now), theme });
    await page.getByRole("button", { name: "Group by Tenant" }).click();
    await page.getByRole("treegrid").focus();
    for (const key of ["ArrowDown", "Space", "ArrowLeft", "ArrowDown", "ArrowDown"]) {
      await page.keyboard.press(key);
    }
    await page.locator('.row[aria-expanded="false"]').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Control+a");
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.locator(".count-short").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("overview: details beside the table and in its place, nothing found, no tenants", async ({ open }) => {
    const { page, host } = await open("overviewPage", { rows, theme });
    await page.getByText("Alpine Ski House", { exact: true }).click();
    await page.getByRole("heading", { name: "Alpine Ski House" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 300, height: 700 });
    await page.getByRole("button", { name: "Back to Table" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Back to Table" }).click();
    await page.getByLabel("Filter tenants").fill("nothing has this name");
    expect(await axeFindings(page)).toEqual([]);
    await host.tell({ type: "notes", notes: { list: [failed], progress } });
    expect(await axeFindings(page)).toEqual([]);
    const empty = await open("overviewPage", { rows: [], theme });
    await empty.host.tell({ type: "notes", notes: { list: [failed], none } });
    await empty.page.getByRole("heading", { name: none.title }).waitFor();
    expect(await axeFindings(empty.page)).toEqual([]);
  });

  test("link view: nothing, one, several", async ({ open }) => {
    const { page, host, complaints } = await open("linkPage", { rows, theme, width: 320 });
    expect(await axeFindings(page)).toEqual([]);
    for (const state of [
      "linked",
      "linkedToOther",
      "mfaNeeded",
      "noAccount",
      "linkAtHome",
      "failed",
    ] as const) {
      const row = rowIn(state);
      await host.tell({ type: "selected", rows: [row.id] });
      await page.getByRole("heading", { name: row.label, exact: true }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
    }
    await host.tell({ type: "selected", rows: rows.map(({ id }) => id) });
    await page.getByRole("heading", { name: "40 Tenants Selected" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("link view: a problem, the offers, progress and result", async ({ open }) => {
    const { page, host } = await open("linkPage", { rows, theme, width: 320 });
    const row = rowIn("notLinked");
    await host.tell({ type: "selected", rows: [row.id] });
    const field = page.getByRole("combobox", { name: "Partner ID to Link" });
    await field.press("ArrowDown");
    expect(await axeFindings(page)).toEqual([]);
    await field.fill("12 34");
    await page.getByText("There are spaces inside the number.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await field.fill("4567890");
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await expect.poll(() => host.last("write")).toBeDefined();
    const act = host.last("write")?.seq ?? 0;
    await host.tell({ type: "told", act, how: "done", words: "Linked.", canUndo: true });
    await page.getByRole("button", { name: "Undo" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("axe finds nothing in hostile names, narrow, at 200 %", async ({ open }) => {
  const { page } = await open("overviewPage", { rows: hostileRows(now), width: 640, height: 450, scale: 2 });
  expect(await axeFindings(page)).toEqual([]);
});
