// Writes themes.json anew: `node test/pages/readThemes.ts`. Of each of VS Code's four kinds of theme, the colours
// that the built pages use, as VS Code gives them to a webview.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../../scripts/repository.ts";
import { launchChromium, newProfile } from "../vscode/chromium.ts";
import { installRig } from "../vscode/installRig.ts";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";

/** Of each kind its theme: its id, and what VS Code's page is marked with once the theme is there. */
const themes = {
  "vscode-dark": ["Dark Modern", "dark_modern"],
  "vscode-light": ["Light Modern", "light_modern"],
  "vscode-high-contrast": ["Default High Contrast", "hc_black"],
  "vscode-high-contrast-light": ["Default High Contrast Light", "hc_light"],
} as const;

async function usedVariables(): Promise<string[]> {
  const scripts = ["linkPage.js", "overviewPage.js"].map((name) => path.join(repository, "dist", name));
  const texts = await Promise.all(scripts.map((file) => readFile(file, "utf8")));
  const found = texts.join("\n").match(/--vscode-[a-zA-Z]+(-[a-zA-Z]+)*/g) ?? [];
  const always = ["--vscode-scrollbarSlider-background", "--vscode-editor-foreground"];
  return [...new Set([...found, ...always])].toSorted();
}

/** What a VS Code with this theme gives to the pages. */
async function readTheme(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  [theme, mark]: readonly [string, string],
  names: readonly string[],
): Promise<Record<string, string>> {
  const server = await startVscodeServer({ settings: { "workbench.colorTheme": theme } });
  try {
    const context = await newProfile(browser);
    const { page } = await openWorkbench(context, server.origin);
    await page.locator(`.monaco-workbench[class*="${mark}"] .statusbar-item`).first().waitFor();
    return await page.evaluate((names) => {
      const style = getComputedStyle(document.querySelector(".monaco-workbench") ?? document.body);
      const values = names.map((name) => [name, style.getPropertyValue(name).trim()] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== ""));
    }, names);
  } finally {
    await server.stop();
  }
}

installRig();
const names = await usedVariables();
const browser = await launchChromium();
try {
  const fixtures: Record<string, unknown> = {};
  for (const [kind, theme] of Object.entries(themes)) {
    fixtures[kind] = await readTheme(browser, theme, names);
  }
  const text = JSON.stringify(fixtures, undefined, 2);
  await writeFile(path.join(import.meta.dirname, "themes.json"), `${text}\n`);
} finally {
  await browser.close();
}
