import { setTimeout as delay } from "node:timers/promises";
import { appears } from "../vscode/screen.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { staticTreeTitle } from "./baselines/staticTree.ts";
import type { Figure } from "./figure.ts";

type Page = Workbench["page"];

const ourTitle = "Partner Admin Link";
// So long after a reload VS Code has started, and extensions that wait for that are active.
const settleMs = 3000;

/**
 * From the click on the icon until the first row stands there: our tenants, silently read from Azure, against a tree of
 * as many rows that are known from the start. The person is signed in, and each sample is taken in a new extension host
 * that has read nothing yet.
 */
export async function measureFirstRows(workbench: Workbench, samples: number): Promise<Figure> {
  const ours: number[] = [];
  const baseline: number[] = [];
  while (ours.length < samples) {
    await workbench.reload();
    // Neither of the two may be open already, as VS Code restores what was open before.
    await openContainer(workbench.page, "Explorer");
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
  const icon = page.locator(".part.activitybar").getByRole("tab", { name: title });
  await appears(icon, `The activity bar icon "${title}"`);
  // A second press would close it.
  if ((await icon.getAttribute("aria-selected")) !== "true") {
    await icon.click();
  }
  await appears(page.locator(".part.sidebar").getByText(title).first(), `The side bar "${title}"`);
}

/** Milliseconds from the press on the icon to the frame in which a row of that container shows. */
async function timeToFirstRow(page: Page, title: string): Promise<number> {
  const time = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let pressedAt = 0;
        addEventListener("mousedown", (event) => (pressedAt = event.timeStamp), {
          capture: true,
          once: true,
        });
        const look = (now: number): void => {
          const shown =
            document.querySelector<HTMLElement>(".part.sidebar .composite.title")?.innerText ?? "";
          const row = document.querySelector(".part.sidebar [role=treeitem]");
          if (pressedAt > 0 && row?.checkVisibility() && shown.toLowerCase().includes(wanted.toLowerCase())) {
            resolve(now - pressedAt);
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      }),
    title,
  );
  const [milliseconds] = await Promise.all([time, openContainer(page, title)]);
  return milliseconds;
}
