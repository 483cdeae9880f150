import * as vscode from "vscode";
import type { Sweep } from "../links/sweep.ts";
import { viewIds } from "../model/commandIds.ts";
import { ContextKey } from "../platform/contextKey.ts";

/**
 * Shows a running sweep on the view (progress bar, "12 of 40 checked") and sets `partnerAdminLink.sweeping`,
 * which shows the Stop button.
 */
export function showSweepProgress(sweep: Sweep, view: vscode.TreeView<unknown>): vscode.Disposable {
  const sweeping = new ContextKey<boolean>("partnerAdminLink.sweeping");
  let latest: Promise<void> | undefined;
  const ended = async (running: Promise<void>): Promise<void> => {
    await running.catch(() => undefined); // whoever started it tells of the error
    if (latest === running) {
      sweeping.set(false);
      view.message = "";
    }
  };
  const started = sweep.onDidStart((running) => {
    latest = running;
    sweeping.set(true);
    void vscode.window.withProgress({ location: { viewId: viewIds.tenants } }, () => ended(running));
  });
  const progressed = sweep.onDidProgress(({ checked, total }) => {
    if (checked < total) {
      view.message = vscode.l10n.t("{0} of {1} tenants checked", checked, total);
    }
  });
  return vscode.Disposable.from(started, progressed);
}
