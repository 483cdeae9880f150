import { readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../../scripts/repository.ts";
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

const policy = [
  "default-src 'none'",
  "script-src 'nonce-test'",
  `style-src ${origin}`,
  `font-src ${origin}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

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
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === "") {
      await route.fulfill({ contentType: "text/html", body: documentOf(name, theme) });
    } else if (file === "webview.css") {
      await route.fulfill({ contentType: "text/css", body: webviewStyle(themes[theme]) });
    } else {
      const body = await readFile(path.join(repository, "dist", path.basename(file)));
      await route.fulfill({ contentType: contentTypes[path.extname(file)] ?? "text/plain", body });
    }
  });
  await page.goto(`${origin}/`);
  await page.locator("main:not([aria-busy=true])").waitFor();
  return { page, host, complaints };
}

const contentTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

function documentOf(name: string, theme: ThemeKind): string {
  const language = "en";
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Partner Admin Link</title>
<link rel="stylesheet" href="webview.css">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="codicon.css">
<script type="module" nonce="test" src="${name}.js"></script>
</head>
<body class="${theme}"></body>
</html>`;
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
