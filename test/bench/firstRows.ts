import { setTimeout as delay } from "node:timers/promises";
import { appears } from "../vscode/screen.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { staticTreeTitle } from "./baselines/staticTree.ts";
import type { Figure } from "./figure.ts";
import { timeInPage } from "./timeInPage.ts";

type Page = Workbench["page"];

const ourTitle = "Partner Admin Link";
// So long after a reload VS Code has started, and extensions that wait for that are active.
const settleMs = 3000;
const rememberMs = 6000;
const openingMs = 1000;

/**
 * From the click on the icon until the first row stands there: our tenants, silently read from Azure, against a tree of
 * as many rows that are known from the start. The person is signed in, and each sample is taken in a new extension host
 * that has read nothing yet.
 */
export async function measureFirstRows(workbench: Workbench, samples: number): Promise<Figure> {
  const ours: number[] = [];
  const baseline: number[] = [];
  while (ours.length < samples) {
    // VS Code opens again what was open before; it writes that down every 5 seconds.
    await openContainer(workbench.page, "Explorer");
    await delay(rememberMs);
    await workbench.reload();
    await delay(settleMs);
    // Each is the first of the two as often as the other.
    const ourTurn = ours.length % 2 === 0;
    for (const title of ourTurn ? [ourTitle, staticTreeTitle] : [staticTreeTitle, ourTitle]) {
      (title === ourTitle ? ours : baseline).push(await timeToFirstRow(workbench.page, title));
    }
  }
  return {
    name: "first rows",
    ours,
    against: "a tree of as many rows that asks nobody",
    baseline,
  };
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
    { selector: ".part.sidebar [role=treeitem]", texts: [] },
  ];
  return timeInPage(page, "mousedown", sights, () => openContainer(page, title));
}
