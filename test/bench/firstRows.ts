import { setTimeout as delay } from "node:timers/promises";
import { startLocalAzure } from "../azure/localAzure.ts";
import { buildDemoSignIn } from "../vscode/buildDemoSignIn.ts";
import { type launchChromium, newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { appears } from "../vscode/screen.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { extensionVsix } from "./baselines/extensionVsix.ts";
import { staticTree } from "./baselines/staticTree.ts";
import type { Figure } from "./figure.ts";
import { rememberTenants } from "../e2e/rememberedTenants.ts";
import { timeInPage } from "./timeInPage.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Workbench["page"];

const ourId = "palworks.partner-admin-link";
const ourTitle = "Partner Admin Link";
// Extensions that wait for the start to be over are active by then, and have read what they remember.
const settleMs = 3000;
const openingMs = 1000;
/** Opened before either: the first tree of a window waits for what all trees share. */
const warmUp = { title: "Warm-Up Tree", count: 1, labels: ["Customer of the warm-up"] };

/**
 * From the click on the icon until the first row stands there: our tenants as they are remembered, against a tree of as
 * many rows that are known from the start. Each sample is taken in a browser profile and an extension host of its own.
 *
 * @param counts how many rows, one figure each.
 */
export async function measureFirstRows(
  browser: Browser,
  vsix: string,
  folder: string,
  counts: readonly number[],
  samples: number,
): Promise<Figure[]> {
  const trees = counts.map((count) => ({
    // Padded, so that no title is part of another.
    title: `Static Tree ${String(count).padStart(5, "0")}`,
    count,
    labels: labelsOf(count),
  }));
  const azure = await startLocalAzure({ tenants: 2 });
  const { proxy, caFile, controlUrl, accounts } = azure.description;
  const server = await startVscodeServer({
    vsixes: [vsix, await extensionVsix(folder, staticTree([warmUp, ...trees]))],
    settings: localAzureSettings(proxy),
    signInExtension: await buildDemoSignIn(),
    env: {
      NODE_EXTRA_CA_CERTS: caFile,
      PAL_CONTROL_URL: controlUrl,
      PAL_DEMO_SIGNED_IN: accounts[0]?.username ?? "",
    },
  });
  try {
    const figures: Figure[] = [];
    for (const { title, count, labels } of trees) {
      const ours: number[] = [];
      const baseline: number[] = [];
      const tenants = labels.map((displayName, index) => ({ tenantId: idOfTenant(index), displayName }));
      while (ours.length < samples) {
        await rememberTenants(server.storageOf(ourId), { accounts }, tenants, Date.now());
        const context = await newProfile(browser, { proxy });
        const { page } = await startWorkbench(context, server.origin);
        await timeToFirstRow(page, warmUp.title);
        // Each is the first of the two as often as the other.
        for (const next of ours.length % 2 === 0 ? [ourTitle, title] : [title, ourTitle]) {
          (next === title ? baseline : ours).push(await timeToFirstRow(page, next));
        }
        await context.close();
      }
      figures.push({
        name: `first rows of ${count} remembered`,
        ours,
        against: "a tree of as many rows that asks nobody, in as many views",
        baseline,
        goal: "≤ × 1.3",
      });
    }
    return figures;
  } finally {
    await server.stop();
    await azure.close();
  }
}

function labelsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Customer ${String(index).padStart(5, "0")}`);
}

function idOfTenant(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

async function startWorkbench(
  context: Parameters<typeof openWorkbench>[0],
  origin: string,
): Promise<Workbench> {
  const workbench = await openWorkbench(context, origin);
  await workbench.waitUntilReady();
  await delay(settleMs);
  return workbench;
}

async function openContainer(page: Page, title: string): Promise<void> {
  const sideBarTitle = page.locator(".part.sidebar .composite.title").filter({ hasText: title });
  // A second press on its icon would close it.
  if (!(await sideBarTitle.isVisible())) {
    await page.locator(".part.activitybar").getByRole("tab", { name: title }).click();
  }
  await appears(sideBarTitle, `The side bar "${title}"`);
  // VS Code loses a press that comes while it is still opening the one before.
  await delay(openingMs);
}

/** Milliseconds from the press on the icon to the frame in which a row of that container shows. */
async function timeToFirstRow(page: Page, title: string): Promise<number> {
  await openContainer(page, "Explorer");
  const sights = [
    { selector: ".part.sidebar .composite.title", texts: [title] },
    { selector: ".part.sidebar [role=treeitem]", texts: ["Customer "] },
  ];
  return timeInPage(page, "mousedown", sights, () => openContainer(page, title));
}
