import * as vscode from "vscode";

/**
 * Shows a quick pick or an input box until it is answered; undefined if the person escapes. It is disposed then.
 *
 * @param wire listens to the box and calls `answer`.
 */
export async function showQuickInput<T>(
  input: vscode.QuickInput,
  wire: (answer: (given: T) => void) => readonly vscode.Disposable[],
): Promise<T | undefined> {
  const listeners: vscode.Disposable[] = [];
  try {
    return await new Promise<T | undefined>((resolve) => {
      listeners.push(
        ...wire(resolve),
        input.onDidHide(() => resolve(undefined)),
      );
      input.show();
    });
  } finally {
    vscode.Disposable.from(...listeners).dispose();
    input.dispose();
  }
}

/** Where a step stands, as the box shows it; a lone step is not counted. */
export function placeOf(
  { step, steps }: { readonly step: number; readonly steps: number } = { step: 1, steps: 1 },
): Pick<vscode.QuickInput, "step" | "totalSteps"> {
  return steps > 1 ? { step, totalSteps: steps } : { step: undefined, totalSteps: undefined };
}
