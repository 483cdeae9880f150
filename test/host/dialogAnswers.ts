import * as vscode from "vscode";

type Show = (message: string, ...rest: readonly unknown[]) => Thenable<unknown>;

const names = ["showInformationMessage", "showWarningMessage", "showErrorMessage"] as const;

/** What the extension shows and asks while `act` runs, and what the person presses. */
export interface Dialogs {
  /** A line for each message: its words, the detail of a dialog below it, and its buttons in brackets. */
  readonly shown: string[];
}

/**
 * VS Code refuses dialogs during tests: answers the extension's own messages in its place.
 *
 * @param presses the buttons that are pressed, each in the first message that has it; other messages are closed.
 */
export async function withAnswers<T>(
  presses: readonly string[],
  act: (dialogs: Dialogs) => Promise<T>,
): Promise<T> {
  const shown: string[] = [];
  const left = [...presses];
  const window = vscode.window as unknown as Record<(typeof names)[number], Show>;
  const before = names.map((name) => [name, window[name]] as const);
  const show: Show = (message, ...rest) => {
    const options = rest.find((one) => typeof one === "object" && one !== null && "modal" in one);
    const items = rest.filter((one) => one !== options);
    const titles = items.map((one) => (typeof one === "string" ? one : (one as { title: string }).title));
    const detail = options === undefined ? "" : `\n${(options as { detail?: string }).detail ?? ""}`;
    shown.push(`${message}${detail}\n[${titles.join("] [")}]`);
    const pressed = titles.findIndex((title) => title === left[0]);
    if (pressed >= 0) {
      left.shift();
    }
    return Promise.resolve(items[pressed]);
  };
  for (const name of names) {
    window[name] = show;
  }
  try {
    return await act({ shown });
  } finally {
    for (const [name, original] of before) {
      window[name] = original;
    }
  }
}
