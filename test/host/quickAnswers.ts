import * as vscode from "vscode";

/** What the person does in a box: picks the entry of this label, types a text, goes back, or escapes. */
export type QuickAnswer =
  | { readonly pick: string }
  | { readonly type: string }
  | { readonly back: true }
  | { readonly escape: true };

interface Box {
  title?: string;
  value?: string;
  validationMessage?: string | undefined;
  items?: readonly vscode.QuickPickItem[];
  activeItems?: readonly vscode.QuickPickItem[];
}

/**
 * Answers quick picks and input boxes in the person's place, one answer for each box that opens; escapes from those that
 * come then. Gives what each box was called and offered.
 */
export async function withQuickAnswers(
  answers: readonly QuickAnswer[],
  act: () => Thenable<unknown>,
): Promise<string[]> {
  const window = vscode.window as { createQuickPick: unknown; createInputBox: unknown };
  const { createQuickPick, createInputBox } = window;
  const seen: string[] = [];
  const left = [...answers];
  const make = (): Box =>
    fakeBox((box, fire) => {
      seen.push(`${box.title ?? ""}: ${(box.items ?? []).map(({ label }) => label).join(", ")}`);
      const answer = left.shift() ?? { escape: true };
      if ("back" in answer) {
        fire.button(vscode.QuickInputButtons.Back);
      } else if ("pick" in answer) {
        box.activeItems = (box.items ?? []).filter(({ label }) => label === answer.pick);
        fire.accept();
      } else if ("type" in answer) {
        box.value = answer.type;
        fire.accept();
      } else {
        fire.hide();
      }
      if (box.validationMessage !== undefined) {
        seen.push(box.validationMessage);
        fire.hide();
      }
    });
  window.createQuickPick = make;
  window.createInputBox = make;
  try {
    await act();
  } finally {
    Object.assign(window, { createQuickPick, createInputBox });
  }
  return seen;
}

interface Fire {
  accept(): void;
  hide(): void;
  button(button: vscode.QuickInputButton): void;
}

function fakeBox(shown: (box: Box, fire: Fire) => void): Box {
  const accept = new vscode.EventEmitter<void>();
  const hide = new vscode.EventEmitter<void>();
  const button = new vscode.EventEmitter<vscode.QuickInputButton>();
  const value = new vscode.EventEmitter<string>();
  const box: Box & Record<string, unknown> = {
    onDidAccept: accept.event,
    onDidHide: hide.event,
    onDidTriggerButton: button.event,
    onDidChangeValue: value.event,
    dispose: () => undefined,
    show: () => {
      shown(box, {
        accept: () => accept.fire(),
        hide: () => hide.fire(),
        button: (pressed) => button.fire(pressed),
      });
    },
  };
  return box;
}
