import { mkdir } from "node:fs/promises";
import path from "node:path";
import { ControlClient } from "../../test/azure/controlClient.ts";
import type { LocalAzureDescription } from "../../test/azure/description.ts";
import { startLocalAzure } from "../../test/azure/localAzure.ts";
import { objectIdOf } from "../../test/azure/world/ids.ts";
import { launchChromium, newProfile } from "../../test/vscode/chromium.ts";
import { Workbench } from "../../test/vscode/workbench.ts";
import { buildVsix } from "../package.ts";
import { repository } from "../repository.ts";
import { startInBrowser } from "../starting/startInBrowser.ts";

const folder = path.join(repository, "docs", "images");
const themes = { dark: "Dark Modern", light: "Light Modern" };
const item = "partnerAdminLink.activeLink";
const sideBarWidth = 600;
// Of the local Azure's people the one whose tenants make a picture: few, and with names that no attacker chose.
const username = "bob@contoso.example";
const settings = {
  "partnerAdminLink.partnerIds": [{ id: "4567890" }, { id: "5012345" }],
};
const links = new Map([
  ["Contoso Subsidiary", "4567890"],
  ["Adatum Corporation", "4567890"],
  ["Coho Vineyard", "5012345"],
  ["Humongous Insurance", "7654321"],
]);

/** Writes `tenants-*.png` and `status-bar-*.png`, dark and light, into docs/images. */
export async function takeScreenshots(): Promise<void> {
  const vsix = await buildVsix();
  const azure = await startLocalAzure();
  await linkSome(azure.description);
  const vscode = await startInBrowser(azure.description, vsix, { settings });
  const browser = await launchChromium();
  try {
    const context = await newProfile(browser, { width: 900, height: 440, scale: 2 });
    const workbench = new Workbench(await context.newPage());
    await workbench.page.goto(vscode.address);
    await workbench.waitUntilReady();
    await signIn(workbench);
    await widenSideBar(workbench);
    await mkdir(folder, { recursive: true });
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.useTheme(theme);
      await showLinkButton(workbench);
      await workbench.page.screenshot({ path: path.join(folder, `tenants-${name}.png`) });
      await takeStatusBar(workbench, path.join(folder, `status-bar-${name}.png`));
    }
  } finally {
    await browser.close();
    await vscode.stop();
    await azure.close();
  }
}

async function linkSome({ controlUrl, tenants }: LocalAzureDescription): Promise<void> {
  const control = new ControlClient(controlUrl);
  for (const { tenantId, displayName } of tenants) {
    const partnerId = links.get(displayName);
    if (partnerId !== undefined) {
      await control.setLink({ tenantId, objectId: objectIdOf(username, tenantId), partnerId });
    }
  }
}

async function signIn(workbench: Workbench): Promise<void> {
  const { tenants } = workbench;
  await tenants.open();
  await tenants.pressWelcome("Sign In");
  await workbench.dialogs.press("Allow", "wants to sign in using Microsoft");
  await workbench.quickInput.pick(username);
  await tenants.tree.waitUntilShown();
  await tenants.tree.waitForText((text) => !text.includes("Checking…") && !text.includes("Not checked"));
}

/** Wide enough for names and partner IDs to be read. */
async function widenSideBar({ page }: Workbench): Promise<void> {
  const box = await page.locator(".part.sidebar").boundingBox();
  if (box === null) {
    throw new Error("The side bar is not visible.");
  }
  const edge = box.x + box.width;
  await page.mouse.move(edge, 300);
  await page.mouse.down();
  await page.mouse.move(sideBarWidth, 300, { steps: 5 });
  await page.mouse.up();
}

/** Points at a tenant that is not linked, whose row then shows its buttons; not long enough for its tooltip. */
async function showLinkButton({ tenants, page }: Workbench): Promise<void> {
  const row = (await tenants.tree.rows()).find(({ description }) => description === "Not linked");
  if (row === undefined) {
    throw new Error(`No tenant is not linked:\n${await tenants.tree.text()}`);
  }
  await tenants.tree.reveal(row.label);
  await page
    .locator(`.part.sidebar .monaco-list-row[data-index="${row.index}"]`)
    .hover({ position: { x: 8, y: 8 } });
}

/** The item with its tooltip. */
async function takeStatusBar({ statusBar, page }: Workbench, file: string): Promise<void> {
  await statusBar.tooltip(item);
  const tooltip = await page.locator(".workbench-hover:visible").last().boundingBox();
  const bar = await page.locator(".part.statusbar").boundingBox();
  if (tooltip === null || bar === null) {
    throw new Error("The tooltip of the status bar item is not visible.");
  }
  const margin = 12;
  const x = Math.max(0, tooltip.x - margin);
  const y = tooltip.y - margin;
  const clip = { x, y, width: tooltip.width + tooltip.x - x + margin, height: bar.y + bar.height - y };
  await page.screenshot({ path: file, clip });
}
