import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import { readCsv } from "../exports/readCsv.ts";
import { readMarkdownTable } from "../exports/readMarkdownTable.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import type { Person } from "./person.ts";
import { renameTenant } from "./renameTenant.ts";
import { toldTenants } from "./toldTenants.ts";
import { test } from "./vscodeTest.ts";

/** Chooses a format and a file, and gives what was written into it. */
async function exportAs(
  { overview, workbench }: Person,
  format: "CSV" | "JSON" | "Markdown",
  file: string,
): Promise<string> {
  await overview.webview.press("Export");
  await (await overview.webview.locator(".menu-item")).getByText(format, { exact: true }).click();
  const { quickInput } = workbench;
  // VS Code writes the suggestion when it has looked at its folder, over whatever stands there.
  await expect.poll(() => quickInput.value()).toContain("partner-admin-link.");
  await quickInput.type(file);
  // Enter counts once VS Code has looked at the folder, and each begins that anew.
  await expect
    .poll(
      async () => {
        if ((await quickInput.isOpen()) && (await quickInput.value()) !== file) {
          await quickInput.type(file);
        }
        if (await quickInput.isOpen()) {
          await workbench.page.keyboard.press("Enter");
        }
        return quickInput.isOpen();
      },
      { interval: 1000 },
    )
    .toBe(false);
  const name = path.basename(file).replace(".", String.raw`\.`);
  await overview.webview.waitForText(
    new RegExp(`Exported \\d+ tenants?( in \\d+ rows)? to ${name}`),
    ".result-words",
  );
  return readFile(file, "utf8");
}

/** A name that a spreadsheet would take for a formula, with all that parts cells. */
const formula = '=1+1, "two" | <b>three</b> `four`';

/** What the file for programs calls the states that the tree tells of. */
const stateInCode: Readonly<Record<string, string>> = {
  "Linked (you)": "linked",
  "Linked to another ID": "linkedToOther",
  "Not linked": "notLinked",
  "Needs you": "signInNeeded",
  "Link at home": "linkAtHome",
};

/** Where it is looked through for secrets with all the rest. */
async function exportFolder({ folder }: VscodeServer): Promise<string> {
  const exported = path.join(folder, "exported");
  await mkdir(exported, { recursive: true });
  return exported;
}

/** The cells below these headings, of each line below the headings. */
function pick([headings = [], ...lines]: string[][], wanted: readonly string[]): string[][] {
  return lines.map((cells) => wanted.map((heading) => cells[headings.indexOf(heading)] ?? `no ${heading}`));
}

/** By what stands first in each, which is there once only. */
function byId(lines: readonly string[][]): string[][] {
  return lines.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

describe("Exporting from the overview", () => {
  test("What is shown is exported, in the order and the columns that are shown", async ({
    alice,
    azure,
    server,
  }) => {
    const { overview } = alice;
    const folder = await exportFolder(server);
    await overview.open();
    await overview.filter("co ad");
    await expect.poll(async () => (await overview.rows()).length).toBeLessThan(20);
    await overview.webview.press("Columns");
    // As the page may come back with what an earlier try has chosen, only what is not so yet is pressed.
    const domain = await overview.webview.locator("vscode-checkbox[label=Domain]");
    await domain.waitFor();
    if ((await domain.getAttribute("checked")) !== null) {
      await domain.click();
    }
    await alice.workbench.page.keyboard.press("Escape");
    const headers = await overview.webview.locator("[role=columnheader]");
    if ((await headers.first().getAttribute("aria-sort")) !== "descending") {
      await overview.webview.press("Tenant", ".grid-head");
    }
    await expect.poll(() => headers.first().getAttribute("aria-sort")).toBe("descending");
    const shown = (await overview.rows()).map(([name]) => name ?? "");
    const idOf = (name: string): string | undefined =>
      azure.tenants.find(({ displayName }) => displayName === name)?.tenantId;

    const [headings, ...lines] = readCsv(await exportAs(alice, "CSV", path.join(folder, "some.csv")));
    const columns = (await headers.allInnerTexts()).map((text) => text.trim());
    expect(headings).toEqual([...columns, "Tenant ID"]);
    expect(lines.map((cells) => cells.at(-1))).toEqual(shown.map(idOf));

    await overview.webview.press("Export");
    await (await overview.webview.locator(".menu-item")).getByText("CSV", { exact: true }).click();
    await alice.workbench.quickInput.waitUntilOpen("The question for the file");
    await alice.workbench.quickInput.cancel();
    await overview.close();
  });

  test("CSV, JSON and Markdown say of every tenant what the tree and Azure say, whatever its name is", async ({
    alice,
    control,
    server,
  }) => {
    const { overview } = alice;
    const folder = await exportFolder(server);
    await renameTenant(alice, control, { domain: "northwindtraders.example", name: formula });
    const told = await toldTenants(alice, control);
    const names = told.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([formula, "<b>Bold</b> <img src=x onerror=alert(1)>"]));
    const partners = told.map(({ partnerName }) => partnerName);
    expect(partners).toContain("**Evil** [Partner](command:workbench.action.quit) $(warning) <b>bold</b>");
    const { tenants: atAzure } = await control.description();
    for (const { tenantId, state, partnerId } of told) {
      const linked = atAzure.find((tenant) => tenant.tenantId === tenantId)?.partnerId ?? "";
      // Of what alice may not read yet, nothing is told.
      expect(partnerId).toBe(/^(Linked|Not linked)/.test(state) ? linked : "");
    }
    await overview.open();
    await overview.filter("");
    await overview.webview.waitForText(`${told.length} tenants`, ".selection-count");

    const csv = readCsv(await exportAs(alice, "CSV", path.join(folder, "all.csv")));
    const wanted = ["Tenant ID", "Tenant", "State", "Partner ID", "Partner"];
    const fromCsv = pick(csv, wanted);
    // What would be a formula in a spreadsheet has a mark before it.
    const inert = (name: string): string => (name === formula ? `'${name}` : name);
    expect(byId(fromCsv)).toEqual(
      byId(told.map((one) => [one.tenantId, inert(one.name), one.state, one.partnerId, one.partnerName])),
    );

    const json = JSON.parse(await exportAs(alice, "JSON", path.join(folder, "all.json"))) as object[];
    const order = fromCsv.map(([tenantId]) => told.find((one) => one.tenantId === tenantId));
    expect(json).toEqual(
      order.map((one) =>
        expect.objectContaining({
          tenantId: one?.tenantId,
          tenant: one?.name,
          state: stateInCode[one?.state ?? ""],
          partnerId: one?.partnerId || null,
          partnerName: one?.partnerName || null,
        }),
      ),
    );

    const markdown = readMarkdownTable(await exportAs(alice, "Markdown", path.join(folder, "all.md")));
    expect(pick(markdown, ["Tenant", "State", "Partner ID", "Partner"])).toEqual(
      order.map((one) => [one?.name, one?.state, one?.partnerId, one?.partnerName]),
    );
    await overview.close();
  });
});
