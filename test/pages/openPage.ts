import { readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../../scripts/repository.ts";
import { pageHtml } from "../../src/ui/pageHtml.ts";
import type { PageRow } from "../../src/ui/protocol.ts";
import { newProfile } from "../vscode/chromium.ts";
import type { Browser, Page } from "./browser.ts";
import { FakeHost } from "./fakeHost.ts";
import themes from "./themes.json" with { type: "json" };
import { webviewStyle } from "./webviewStyle.ts";

export type ThemeKind = keyof typeof themes;

/** The four kinds of theme that VS Code has. */
export const themeKinds = Object.keys(themes) as ThemeKind[];

export interface OpenPageOptions {
  readonly rows: readonly PageRow[];
  /** Default: dark. */
  readonly theme?: ThemeKind;
  readonly width?: number;
  readonly height?: number;
  /** Physical pixels for each of these; with half the width this is a zoom of 200 %. */
  readonly scale?: number;
}

/** A page as it is shipped, in a browser, under the policy it has in VS Code, with somebody who plays the extension. */
export interface OpenedPage {
  readonly page: Page;
  readonly host: FakeHost;
  /** What the browser complained of: errors, and what the policy refused. */
  readonly complaints: readonly string[];
}

const origin = "http://page.test";

/** Opens one of the built pages. */
export async function openPage(
  browser: Browser,
  name: "linkPage" | "overviewPage",
  options: OpenPageOptions,
): Promise<OpenedPage> {
  const { rows, theme = "vscode-dark", width = 1280, height = 800, scale = 1 } = options;
  const context = await newProfile(browser, { width, height, scale });
  const page = await context.newPage();
  const host = new FakeHost(page, rows);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  page.on("console", (said) => {
    if (said.type() === "error" || said.type() === "warning") {
      complaints.push(said.text());
    }
  });
  await page.exposeFunction("toHost", (posted: unknown) => host.receive(posted));
  await page.addInitScript(playVscode);
  await page.route(`${origin}/**`, async (route) => {
    await route.fulfill({ contentType: "text/html", body: await documentOf(name, theme) });
  });
  await page.goto(`${origin}/`);
  await page.locator("main:not([aria-busy=true])").waitFor();
  return { page, host, complaints };
}

/** The document that the extension makes, with the style and the mark of the theme that VS Code adds. */
async function documentOf(name: string, theme: ThemeKind): Promise<string> {
  const script = await readBuilt(`${name}.js`);
  const style = `${webviewStyle(themes[theme])}\n${await readBuilt("pages.css")}`;
  return pageHtml({ script, style }, "Partner Admin Link", "en").replace("<body>", `<body class="${theme}">`);
}

function readBuilt(file: string): Promise<string> {
  return readFile(path.join(repository, "dist", file), "utf8");
}

/** Runs in the page, before its own script. What a page keeps survives that it is loaded again, as in VS Code. */
function playVscode(): void {
  const key = "state";
  const api = {
    postMessage: (message: unknown) => Reflect.get(window, "toHost")(message),
    getState: (): unknown => JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem(key, JSON.stringify(state)),
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
}
