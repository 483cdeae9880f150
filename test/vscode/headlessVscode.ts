#!/usr/bin/env node
// Stands in for the desktop VS Code's executable, where that cannot be downloaded: `@vscode/test-electron` starts it with
// the desktop's command line, and it runs the tests in a real extension host under the VS Code server, with a headless
// Chromium in place of the window. Exit code 0: `run` of the tests succeeded.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type { BrowserContext } from "playwright-core";
import { launchChromium, newProfile } from "./chromium.ts";
import { openWorkbench } from "./openWorkbench.ts";
import { startVscodeServer } from "./vscodeServer.ts";

const { values } = parseArgs({
  // Every other option of the desktop's is ignored.
  strict: false,
  options: {
    extensionDevelopmentPath: { type: "string", multiple: true },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
  },
});
const { extensionDevelopmentPath, extensionTestsPath: extensionTests, "user-data-dir": userDataDir } = values;
if (typeof extensionTests !== "string" || typeof userDataDir !== "string") {
  throw new TypeError(
    "This stand-in for VS Code runs tests only: --extensionTestsPath and --user-data-dir are needed.",
  );
}
const developmentExtensions = (extensionDevelopmentPath ?? []).filter((path) => typeof path === "string");
const trustedExtensions = (process.env["PAL_TRUSTED_EXTENSIONS"] ?? "").split(",");

const testsFile = extensionTests;

/** Opens VS Code's page, which runs the tests, and returns their exit code. */
function runTests(context: BrowserContext, origin: string): Promise<number> {
  return new Promise((resolve, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      // More than once: Ctrl+C reaches this program from the terminal and again from the one that started it.
      process.on(signal, () => resolve(130));
    }
    const opened = openWorkbench(context, origin, {
      developmentExtensions,
      extensionTests: testsFile,
      trustedExtensions,
      async prepare(page) {
        page.on("crash", () => reject(new Error("The browser's page crashed.")));
        // VS Code's page calls these two when tests run in it.
        await page.exposeFunction("codeAutomationExit", resolve);
        await page.exposeFunction("codeAutomationLog", (level: string, words: string[]) => {
          if (process.env["PAL_VERBOSE"]) {
            console.error(level, ...words);
          }
        });
      },
    });
    opened.then((workbench) => workbench.waitUntilReady()).catch(reject);
  });
}

const server = await startVscodeServer({ userDataDir });
const browser = await launchChromium();
try {
  const context = await newProfile(browser);
  process.exitCode = await runTests(context, server.origin);
  // What a desktop VS Code would have in its user data.
  const state = await context.storageState({ indexedDB: true });
  await writeFile(path.join(userDataDir, "browser-state.json"), JSON.stringify(state));
} finally {
  await browser.close();
  await server.stop();
}
