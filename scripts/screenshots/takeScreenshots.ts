import { mkdir } from "node:fs/promises";
import path from "node:path";
import { startLocalAzure } from "../../test/azure/localAzure.ts";
import { LinkView } from "../../test/e2e/linkPage.ts";
import { Overview } from "../../test/e2e/overviewPage.ts";
import { launchChromium, newProfile } from "../../test/vscode/chromium.ts";
import { Workbench } from "../../test/vscode/workbench.ts";
import { buildVsix } from "../package.ts";
import { repository } from "../repository.ts";
import { startInBrowser } from "../starting/startInBrowser.ts";
import { pictureTenants } from "./pictureTenants.ts";

const folder = path.join(repository, "docs", "images");
const themes = { dark: "Dark Modern", light: "Light Modern" };
const item = "partnerAdminLink.activeLink";
const username = "alice@contoso.example";
const settings = {
  "partnerAdminLink.partnerIds": [
    { id: "4567890", name: "Munich" },
    { id: "5012345", name: "Vienna" },
  ],
};

/** Writes `tenants-*.png` and `status-bar-*.png`, dark and light, `link-view-dark.png` and `overview-dark.png` into docs/images. */
export async function takeScreenshots(): Promise<void> {
  const vsix = await buildVsix();
  const azure = await startLocalAzure({ rows: pictureTenants() });
  const vscode = await startInBrowser(azure.description, vsix, { settings });
  const browser = await launchChromium();
  try {
    const context = await newProfile(browser, { width: 900, height: 640, scale: 1.5 });
    const workbench = new Workbench(await context.newPage());
    await workbench.page.goto(vscode.address);
    await workbench.waitUntilReady();
    await signIn(workbench);
    await mkdir(folder, { recursive: true });
    for (const [name, theme] of Object.entries(themes)) {
      const file = (what: string): string => path.join(folder, `${what}-${name}.png`);
      await workbench.useTheme(theme);
      await takeTenants(workbench, file("tenants"));
      await takeStatusBar(workbench, file("status-bar"));
    }
    await workbench.useTheme(themes.dark);
    await takeLinkView(workbench, path.join(folder, "link-view-dark.png"));
    await takeOverview(workbench, path.join(folder, "overview-dark.png"));
  } finally {
    await browser.close();
    await vscode.stop();
    await azure.close();
  }
}

/** The tree, with the sections under it. */
async function takeTenants(workbench: Workbench, file: string): Promise<void> {
  await workbench.page.setViewportSize({ width: 900, height: 640 });
  await setSideBar(workbench, 600);
  await showLinkButton(workbench);
  await takeSideBar(workbench, file);
}

/** The link view with a form that is filled in, under the tree. */
async function takeLinkView(workbench: Workbench, file: string): Promise<void> {
  const { page, tenants } = workbench;
  await page.setViewportSize({ width: 900, height: 690 });
  await setSideBar(workbench, 440);
  await tenants.pressTitleAction("Show Only What Needs Attention");
  const linkView = new LinkView(page);
  await linkView.open();
  await raiseLinkView(page);
  await tenants.tree.select("Litware, Inc.");
  await linkView.shows("Litware, Inc.", /Not linked/);
  await (await linkView.field()).fill("4567890");
  await (await linkView.webview.locator("main")).evaluate(() => scrollTo(0, 0));
  await takeSideBar(workbench, file);
  await tenants.pressTitleAction("Show All Tenants");
  await linkView.close();
}

/** Drags the upper edge of the link view to where all of its form is seen. */
async function raiseLinkView(page: Workbench["page"]): Promise<void> {
  const header = await page.locator(".part.sidebar .pane-header", { hasText: /^\s*Link\s*$/ }).boundingBox();
  if (header === null) {
    throw new Error("The link view is not visible.");
  }
  const x = header.x + header.width / 2;
  await page.mouse.move(x, header.y);
  await page.mouse.down();
  await page.mouse.move(x, 245, { steps: 5 });
  await page.mouse.up();
}

/** The overview with the details of a tenant beside the table. */
async function takeOverview(workbench: Workbench, file: string): Promise<void> {
  const { page, palette } = workbench;
  await page.setViewportSize({ width: 1280, height: 720 });
  const overview = new Overview(workbench);
  await overview.open();
  const { bottom } = await sideBar(page);
  await palette.run("View: Toggle Primary Side Bar Visibility");
  await overview.openDetails("Adatum Corporation");
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height: bottom + 7 } });
  await palette.run("View: Toggle Primary Side Bar Visibility");
  await overview.close();
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

/** Drags the edge of the side bar. */
async function setSideBar({ page }: Workbench, right: number): Promise<void> {
  const { edge } = await sideBar(page);
  await page.mouse.move(edge, 300);
  await page.mouse.down();
  await page.mouse.move(right, 300, { steps: 5 });
  await page.mouse.up();
}

async function takeSideBar({ page }: Workbench, file: string): Promise<void> {
  const { edge, bottom } = await sideBar(page);
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width: edge + 7, height: bottom + 7 } });
}

async function sideBar(page: Workbench["page"]): Promise<{ edge: number; bottom: number }> {
  const box = await page.locator(".part.sidebar").boundingBox();
  if (box === null) {
    throw new Error("The side bar is not visible.");
  }
  return { edge: box.x + box.width, bottom: box.y + box.height };
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
