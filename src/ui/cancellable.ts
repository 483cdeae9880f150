import * as vscode from "vscode";

/** Tells how far it is; a number between 0 and 100 is added to the bar. */
export type Report = (message: string, increment: number) => void;

/** Runs something with a notification that names it and can cancel it. */
export async function cancellable<T>(
  title: string,
  run: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, cancelled) => {
      const stop = new AbortController();
      cancelled.onCancellationRequested(() => stop.abort());
      return run(stop.signal, (message, increment) => progress.report({ message, increment }));
    },
  );
}
