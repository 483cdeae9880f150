import * as vscode from "vscode";
import type { CheckProgress } from "../links/checkProgress.ts";
import type { Sweep } from "../links/sweep.ts";
import { viewIds } from "../model/commandIds.ts";
import { ContextKey } from "../platform/contextKey.ts";
import { Frame } from "./frame.ts";
import { progressWords } from "./progressWords.ts";
import type { ViewMessage } from "./viewMessage.ts";

/** Each new number is a message to the window, and nobody reads faster; what is over sooner is not worth showing. Milliseconds. */
const wordsFrame = 100;

/**
 * Shows a running sweep on the view (progress bar, "12 of 40 tenants checked") and sets `partnerAdminLink.sweeping`, which
 * shows the Stop button; says why checks are paused and sets `partnerAdminLink.paused`, which shows the Continue button.
 */
export function showSweepProgress(
  sweep: Pick<Sweep, "onDidStart" | "onDidProgress">,
  message: ViewMessage,
): vscode.Disposable {
  const sweeping = new ContextKey<boolean>("partnerAdminLink.sweeping");
  const paused = new ContextKey<boolean>("partnerAdminLink.paused");
  let latest: Promise<void> | undefined;
  let shown: Promise<void> | undefined;
  let progress: CheckProgress | undefined;
  const frame = new Frame(() => {
    sweeping.set(latest !== undefined);
    paused.set(progress?.pausedBy !== undefined);
    message.say(
      "checks",
      latest !== undefined || progress?.pausedBy !== undefined ? progressWords(progress) : "",
    );
    if (latest !== undefined && latest !== shown) {
      const running = latest;
      shown = running;
      void vscode.window.withProgress({ location: { viewId: viewIds.tenants } }, () => settled(running));
    }
  }, wordsFrame);
  const ended = async (running: Promise<void>): Promise<void> => {
    await settled(running);
    if (latest === running) {
      latest = undefined;
      frame.ask();
    }
  };
  const started = sweep.onDidStart((running) => {
    latest = running;
    progress = undefined;
    void ended(running);
    frame.ask();
  });
  const progressed = sweep.onDidProgress((told) => {
    progress = told;
    frame.ask();
  });
  return vscode.Disposable.from(started, progressed, frame);
}

/** Whoever started it tells of the error. */
async function settled(running: Promise<void>): Promise<void> {
  await running.catch(() => undefined);
}
