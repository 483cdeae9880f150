import * as vscode from "vscode";
import { overviewPanelType, viewIds } from "../model/commandIds.ts";
import type { Pages } from "./pages.ts";

/** Lets VS Code open the pages, whose code is loaded with the first of them. */
export function registerPages(load: () => Promise<Pages>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(viewIds.link, {
      resolveWebviewView: async (view) => (await load()).fillLink(view),
    }),
    vscode.window.registerWebviewPanelSerializer(overviewPanelType, {
      deserializeWebviewPanel: async (panel) => (await load()).fillOverview(panel),
    }),
  );
}
