import { describe, expect } from "vitest";
import { failed, none, progress } from "./noteSamples.ts";
import { makeRows } from "./pageRows.ts";
import { now, test } from "./pageTest.ts";

describe.each(["linkPage", "overviewPage"] as const)("Without any tenant, the %s", (name) => {
  test("says why, and offers what helps", async ({ open }) => {
    const { page, host, complaints } = await open(name, { rows: [], width: 400 });
    await host.tell({ type: "notes", notes: { list: [failed], none } });
    await page.getByRole("heading", { name: "No Tenants Yet" }).waitFor();
    await page.getByText("<b>bob</b>@contoso.example: listing failed").waitFor();
    await page.getByRole("button", { name: "Sign In" }).press("Enter");
    await page.getByRole("button", { name: "Add Service Principal…" }).press("Enter");
    await expect
      .poll(() => host.asked)
      .toMatchObject([
        { type: "offered", number: 1 },
        { type: "offered", number: 2 },
      ]);
    await host.tell({ type: "rows", changed: makeRows(3, now), gone: [] });
    await host.tell({ type: "notes", notes: { list: [] } });
    await page.getByRole("heading", { name: "No Tenants Yet" }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});

test("The overview says which account's tenants are missing, and how far checks are; each with what helps", async ({
  open,
}) => {
  const { page, host } = await open("overviewPage", { rows: makeRows(40, now) });
  const top = async (): Promise<number | undefined> => (await page.locator(".grid").boundingBox())?.y;
  const before = await top();
  await host.tell({ type: "notes", notes: { list: [], progress } });
  await page.getByText("12 of 40 tenants checked").waitFor();
  expect(await top()).toBe(before); // nobody presses what was not there a moment ago
  await host.tell({ type: "notes", notes: { list: [failed], progress } });
  const notes = page.locator(".notes");
  await notes.getByText("Azure could not be reached.").waitFor();
  await notes.getByRole("button", { name: "Refresh" }).press("Enter");
  await page.getByRole("button", { name: "Stop" }).press("Enter");
  await expect.poll(() => host.asked.map((asked) => "number" in asked && asked.number)).toEqual([3, 4]);
  await host.tell({ type: "notes", notes: { list: [] } });
  await notes.waitFor({ state: "detached" });
  // The keyboard was at Stop.
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
});
