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
  const running = new Set<Promise<void>>();
  let endBar: (() => void) | undefined;
  let progress: CheckProgress | undefined;
  const frame = new Frame(() => {
    sweeping.set(running.size > 0);
    paused.set(progress?.pausedBy !== undefined);
    const isWorking = running.size > 0 || progress?.pausedBy !== undefined;
    message.say("checks", isWorking ? progressWords(progress) : "");
    if (running.size === 0) {
      endBar?.();
      endBar = undefined;
    } else if (!endBar) {
      const { promise, resolve } = Promise.withResolvers<void>();
      endBar = resolve;
      void vscode.window.withProgress({ location: { viewId: viewIds.tenants } }, () => promise);
    }
  }, wordsFrame);
  const ended = (work: Promise<void>): void => {
    running.delete(work);
    frame.ask();
  };
  const started = sweep.onDidStart((work) => {
    if (running.size === 0) {
      progress = undefined;
    }
    running.add(work);
    // Whoever started it tells of an error.
    work.then(
      () => ended(work),
      () => ended(work),
    );
    frame.ask();
  });
  const progressed = sweep.onDidProgress((told) => {
    progress = told;
    frame.ask();
  });
  return vscode.Disposable.from(started, progressed, frame, { dispose: () => endBar?.() });
}
