import type { BenchExtension } from "./extensionVsix.ts";

/** Titles in the palette. */
export const openEmptyPanel = "Bench: Open Empty Panel";
export const writeMemory = "Bench: Write Memory";

/** The environment variable with the file that the memory of the extension host is added to. */
export const memoryFileVariable = "PAL_BENCH_MEMORY";

/** A webview that holds one word from the start, and a command that tells how much the extension host holds. */
export function emptyPanel(): BenchExtension {
  return {
    name: "empty-panel",
    code: `const vscode = require("vscode");
const fs = require("node:fs");
require("node:v8").setFlagsFromString("--expose-gc");
const collect = require("node:vm").runInNewContext("gc");
exports.activate = () => {
  vscode.commands.registerCommand("emptyPanel.open", () => {
    const panel = vscode.window.createWebviewPanel("emptyPanel", "Empty Panel", vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><html><body><p id="empty-panel">Empty</p></body></html>';
  });
  vscode.commands.registerCommand("emptyPanel.writeMemory", () => {
    collect();
    fs.appendFileSync(process.env.${memoryFileVariable}, process.memoryUsage().heapUsed + "\\n");
  });
};`,
    activationEvents: ["onStartupFinished"],
    contributes: {
      commands: [
        { command: "emptyPanel.open", title: openEmptyPanel },
        { command: "emptyPanel.writeMemory", title: writeMemory },
      ],
    },
  };
}
