import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startLocalAzure } from "../azure/localAzure.ts";
import { Person } from "../e2e/person.ts";
import { buildDemoSignIn } from "../vscode/buildDemoSignIn.ts";
import { type launchChromium, newProfile } from "../vscode/chromium.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { PromptWatch } from "../vscode/promptWatch.ts";
import { localAzureSettings } from "../vscode/quietSettings.ts";
import { eventually } from "../vscode/screen.ts";
import { Traffic } from "../vscode/traffic.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import { Webview } from "../vscode/webview.ts";
import { emptyPanel, memoryFileVariable, openEmptyPanel, writeMemory } from "./baselines/emptyPanel.ts";
import { extensionVsix } from "./baselines/extensionVsix.ts";
import type { Figure } from "./figure.ts";
import { rememberTenants } from "../e2e/rememberedTenants.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const ourId = "palworks.partner-admin-link";
const openOverview = "Partner Admin Link: Open Overview";
// Extensions that wait for the start to be over are active by then, and have read what they remember.
const settleMs = 4000;
const paintedMs = 1500;

/** What a page keeps for us. */
interface Watched {
  benchPressedAt?: number;
  benchTold?: number;
}

/**
 * The overview of so many remembered tenants: from Enter in the palette until the first row stands there, against a webview
 * that holds one word, opened in the same window; how much is posted for one changed tenant; how much memory the extension
 * host needs for the open panel. Each sample is taken in a browser profile and an extension host of its own.
 */
export async function measureOverview(
  browser: Browser,
  vsix: string,
  folder: string,
  count: number,
  samples: number,
): Promise<Figure[]> {
  const azure = await startLocalAzure({ tenants: 2 });
  const { proxy, caFile, controlUrl, accounts } = azure.description;
  const file = path.join(folder, `memory-${count}.txt`);
  const server = await startVscodeServer({
    vsixes: [vsix, await extensionVsix(folder, emptyPanel())],
    settings: localAzureSettings(proxy),
    signInExtension: await buildDemoSignIn(),
    env: {
      NODE_EXTRA_CA_CERTS: caFile,
      PAL_CONTROL_URL: controlUrl,
      PAL_DEMO_SIGNED_IN: accounts[0]?.username ?? "",
      [memoryFileVariable]: file,
    },
  });
  const tenants = Array.from({ length: count }, (_, index) => ({
    tenantId: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    displayName: `Customer ${String(index).padStart(5, "0")}`,
  }));
  const taken = {
    ours: new Array<number>(),
    empty: new Array<number>(),
    one: new Array<number>(),
    everything: new Array<number>(),
    held: new Array<number>(),
    heldBefore: new Array<number>(),
  };
  const { ours, empty, one, everything, held, heldBefore } = taken;
  try {
    while (ours.length < samples) {
      await rm(path.join(server.storageOf(ourId), "memory"), {
        recursive: true,
        force: true,
        maxRetries: 10,
      });
      await rememberTenants(server.storageOf(ourId), { accounts }, tenants, Date.now());
      const context = await newProfile(browser, { proxy });
      const workbench = await openWorkbench(context, server.origin);
      const person = new Person(workbench, new PromptWatch(), new Traffic(context));
      await workbench.waitUntilReady();
      await delay(settleMs);
      // The first webview of a window waits for what all share.
      await timeToContent(person, openEmptyPanel, "#empty-panel");
      await rm(file, { force: true });
      heldBefore.push(await memory(person, file));
      const order = [openEmptyPanel, openOverview];
      for (const title of ours.length % 2 === 0 ? order : order.toReversed()) {
        const isOurs = title === openOverview;
        const mark = isOurs ? "pal-overview" : "#empty-panel";
        (isOurs ? ours : empty).push(await timeToContent(person, title, mark));
        if (isOurs) {
          held.push(await memory(person, file));
          const lengths = await changeOne(person, tenants.at(-1)?.displayName ?? "");
          one.push(lengths.one);
          everything.push(lengths.everything);
        }
      }
      await context.close();
    }
    return [
      {
        name: `first rows of the overview of ${count}`,
        ours: ours,
        against: "a webview that holds one word",
        baseline: empty,
        goal: count > 100 ? "≤ × 2.0" : "≤ × 1.5",
      },
      {
        name: `posted to the overview of ${count} for one changed tenant`,
        unit: "bytes",
        ours: one,
        against: "all its rows anew",
        baseline: everything,
        goal: "one row",
      },
      {
        name: `heap of the extension host with the overview of ${count} open`,
        unit: "MB",
        ours: megabytes(held),
        against: "before it was opened",
        baseline: megabytes(heldBefore),
      },
    ];
  } finally {
    await server.stop();
    await azure.close();
  }
}

function megabytes(values: readonly number[]): number[] {
  return values.map((value) => value / 1024 / 1024);
}

/** Milliseconds from Enter in the palette to the frame in which the webview has content; all editors are closed before. */
async function timeToContent({ workbench }: Person, title: string, mark: string): Promise<number> {
  const { page, palette, quickInput } = workbench;
  await palette.run("View: Close All Editors");
  await delay(1000);
  await page.keyboard.press("F1");
  await quickInput.waitUntilOpen("The command palette");
  await quickInput.type(`>${title}`);
  await delay(500);
  await page.evaluate(() => {
    addEventListener(
      "keydown",
      (event) => {
        (globalThis as Watched).benchPressedAt = performance.timeOrigin + event.timeStamp;
      },
      { capture: true, once: true },
    );
  });
  await page.keyboard.press("Enter");
  const from = (await page.evaluate(() => (globalThis as Watched).benchPressedAt)) ?? Number.NaN;
  // The browser keeps the time of the first paint. Who looks into the page before makes it late.
  await delay(paintedMs);
  const frame = await new Webview(page, mark).frame();
  await frame.locator("#empty-panel, .grid-body [role=row]").first().waitFor();
  // The page of the overview is empty until its rows are there. The browser tells of a paint a moment after it.
  await frame.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const shown = await frame.evaluate(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  });
  return shown - from;
}

/** Marks one tenant, and gives how much the page was told for it, and how much all its rows are. */
async function changeOne(
  { overview, workbench }: Person,
  name: string,
): Promise<{ one: number; everything: number }> {
  const frame = await overview.webview.frame();
  await overview.filter(name);
  await overview.waitForRow(name, /Not linked/);
  await overview.webview.press("Select All");
  const everything = await frame.evaluate(() => {
    interface View {
      readonly model: { readonly rows: { readonly all: readonly unknown[] } };
    }
    addEventListener("message", ({ data }: MessageEvent<{ readonly type: string }>) => {
      const told = globalThis as Watched;
      told.benchTold = (told.benchTold ?? 0) + (data.type === "rows" ? JSON.stringify(data).length : 0);
    });
    const view = document.querySelector("pal-overview") as unknown as View;
    return JSON.stringify(view.model.rows.all).length;
  });
  await overview.webview.press("Mark as Not a Customer", ".selection");
  const one = await eventually(
    workbench.page,
    "A changed row",
    () => frame.evaluate(() => (globalThis as Watched).benchTold ?? 0),
    (told) => told > 0,
  );
  return { one, everything };
}

/** How many bytes the extension host holds after everything that can go has gone. */
async function memory({ workbench }: Person, file: string): Promise<number> {
  const read = async (): Promise<number[]> =>
    (await readFile(file, "utf8").catch(() => "")).split("\n").filter(Boolean).map(Number);
  const before = (await read()).length;
  await workbench.palette.run(writeMemory);
  const values = await eventually(workbench.page, "The memory", read, ({ length }) => length > before);
  return values.at(-1) ?? 0;
}
