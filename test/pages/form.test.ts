import { describe, expect } from "vitest";
import type { PageRow } from "../../src/ui/protocol.ts";
import type { OpenedPage } from "./openPage.ts";
import { makeRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

const rows = makeRows(16, now);

function rowIn(state: PageRow["state"]): PageRow {
  const row = rows.find((row) => row.state === state);
  if (!row) {
    throw new Error(`No row is ${state}`);
  }
  return row;
}

async function select({ page, host }: OpenedPage, row: PageRow): Promise<void> {
  await host.tell({ type: "selected", rows: [row.id] });
  await page.getByRole("heading", { name: row.label, exact: true }).waitFor();
}

const notLinked = rowIn("notLinked");
const linked = rowIn("linked");

const linkedNow: PageRow = {
  ...notLinked,
  state: "linked",
  attention: false,
  partnerId: "4567890",
  partnerName: "Contoso Consulting",
};

describe("The form in the link view", () => {
  test("Enter links our own ID, which stands there already; the result is told, and Undo has the focus", async ({
    open,
  }) => {
    const opened = await open("linkPage", { rows, width: 320 });
    const { page, host, complaints } = opened;
    await select(opened, notLinked);
    const field = page.getByRole("combobox", { name: "Partner ID to Link" });
    expect(await field.inputValue()).toBe("4567890");
    await field.press("Enter");
    await expect
      .poll(() => host.last("write"))
      .toMatchObject({
        verb: "link",
        row: notLinked.id,
        partnerId: "4567890",
      });
    const act = host.last("write")?.seq ?? 0;
    await host.tell({ type: "progress", act, words: "Linking 4567890 in Alpine Ski House" });
    await page.getByRole("status").filter({ hasText: "Linking 4567890" }).waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.press("Enter");
    await host.change(linkedNow);
    await host.tell({ type: "told", act, how: "done", words: "Linked 4567890.", canUndo: true });
    await page.getByRole("status").filter({ hasText: "Linked 4567890." }).waitFor();
    const undo = page.getByRole("button", { name: "Undo" });
    await expect.poll(() => undo.evaluate((element) => element === document.activeElement)).toBe(true);
    await undo.press("Enter");
    await expect.poll(() => host.last("undo")).toMatchObject({ act });
    expect(host.asked.filter(({ type }) => type === "write")).toHaveLength(1);
    expect(host.refused).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("What is no partner ID is told while it is typed, and is not sent", async ({ open }) => {
    const opened = await open("linkPage", { rows, width: 320 });
    const { page, host } = opened;
    await select(opened, notLinked);
    const field = page.getByRole("combobox");
    for (const [text, problem] of [
      ["45 67", "There are spaces inside the number."],
      ["0f4e1c2a-5b6d-4c7e-8f90-000000000000", "This is a GUID"],
      ["\u0664\u0665\u0666", "These are not the plain digits"],
      ["abc", "A partner ID has only digits."],
      ["1234567890123456", "This is too long"],
    ] as const) {
      await field.fill(text);
      await page.getByText(problem).waitFor();
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      await field.press("Enter");
    }
    await field.fill("");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await page.getByText("Enter your company's partner ID.").waitFor();
    await field.press("Escape");
    await field.press("Escape");
    await expect.poll(() => field.inputValue()).toBe("4567890");
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    expect(host.asked).toEqual([]);
  });

  test("Our own and recent IDs are offered, and chosen by keyboard", async ({ open }) => {
    const opened = await open("linkPage", { rows, width: 320 });
    const { page, host } = opened;
    await select(opened, notLinked);
    const field = page.getByRole("combobox");
    await field.press("ArrowDown");
    expect(await page.getByRole("option").allInnerTexts()).toHaveLength(4);
    await field.press("ArrowDown");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("5012345");
    expect(host.asked).toEqual([]);
    await field.fill("6");
    expect(await page.getByRole("option").count()).toBe(1);
    await field.press("ArrowDown");
    await field.press("Enter");
    await field.press("Enter");
    await expect.poll(() => host.last("write")).toMatchObject({ partnerId: "6001002" });
  });

  test("A linked tenant is changed or removed; the same ID is not linked again; Escape goes back", async ({
    open,
  }) => {
    const opened = await open("linkPage", { rows, width: 320 });
    const { page, host } = opened;
    await select(opened, linked);
    expect(await page.getByRole("combobox").count()).toBe(0);
    await page.getByRole("button", { name: "Change…" }).press("Enter");
    const field = page.getByRole("combobox", { name: "New Partner ID" });
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type("4567890");
    await page.getByText("This partner ID is linked already.").waitFor();
    await field.press("Enter");
    expect(host.asked).toEqual([]);
    await field.press("Escape");
    await field.press("Escape");
    await expect.poll(() => page.getByRole("combobox").count()).toBe(0);
    await page.getByRole("button", { name: "Change…" }).press("Enter");
    await page.keyboard.type("5012345");
    await field.press("Enter");
    await expect.poll(() => host.last("write")).toMatchObject({ verb: "update", partnerId: "5012345" });
    await field.press("Escape");
    await expect.poll(() => host.last("cancel")).toMatchObject({ act: host.last("write")?.seq });
    await host.tell({
      type: "told",
      act: host.last("write")?.seq ?? 0,
      how: "cancelled",
      words: "",
      canUndo: false,
    });
    await page.getByRole("button", { name: "Change", exact: true }).waitFor(); // before, Cancel is that of the change
    await page.getByRole("button", { name: "Cancel" }).press("Enter");
    await page.getByRole("button", { name: "Remove Link" }).press("Enter");
    await expect.poll(() => host.last("remove")).toMatchObject({ row: linked.id });
  });

  test("Copies, signs in, opens the portal, explains; nowhere a tenant that cannot be linked offers a form", async ({
    open,
  }) => {
    const opened = await open("linkPage", { rows, width: 320 });
    const { page, host } = opened;
    await select(opened, rowIn("signInNeeded"));
    await page.getByRole("button", { name: "Sign In" }).press("Enter");
    await page.getByRole("button", { name: "Copy Tenant ID" }).press("Enter");
    await page.getByRole("status").filter({ hasText: "Tenant ID copied" }).waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Open in Azure Portal" }).press("Enter");
    await page.getByRole("button", { name: "Where do I find it?" }).press("Enter");
    await expect
      .poll(() => host.asked.map(({ type }) => type))
      .toEqual(["signIn", "copy", "openInPortal", "explainPartnerIds"]);
    for (const state of ["noAccount", "linkAtHome"] as const) {
      await select(opened, rowIn(state));
      expect(await page.getByRole("combobox").count()).toBe(0);
    }
  });

  test("Several are counted as tenants; rows are told where the same tenant has two", async ({ open }) => {
    const [one = linked, two = linked] = rows;
    const same = { ...one, id: "of another identity", identity: "bob@contoso.example" };
    const { page, host } = await open("linkPage", { rows: [one, two, same], width: 320 });
    for (const [selected, title, text] of [
      [[one, two], "2 Tenants Selected", "Select a single tenant to link it."],
      [[one, same], "1 Tenant Selected in 2 Rows", "Select a single row to link its tenant."],
      [[one, two, same], "2 Tenants Selected in 3 Rows", "Select a single row to link its tenant."],
    ] as const) {
      await host.tell({ type: "selected", rows: selected.map(({ id }) => id) });
      await page.getByRole("heading", { name: title, exact: true }).waitFor({ timeout: 5000 });
      await page.getByText(text, { exact: true }).waitFor({ timeout: 5000 });
    }
  });

  test("What is typed for one tenant is not there for the next", async ({ open }) => {
    const opened = await open("linkPage", { rows, width: 320 });
    const { page } = opened;
    await select(opened, notLinked);
    await page.getByRole("combobox").fill("999");
    await select(opened, rowIn("failed"));
    expect(await page.getByRole("combobox").inputValue()).toBe("4567890");
  });
});
