import * as vscode from "vscode";
import { placeOf, showQuickInput } from "./quickInput.ts";
import type { Place } from "./wizard.ts";

/** A text that is asked for in a box. */
export interface TextQuestion {
  readonly title: string;
  readonly place: Place;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What was entered before. */
  readonly value: string;
  /** It is secret: the box shows dots. */
  readonly password?: boolean;
  /** What is wrong with it, in words; nothing while it can be taken. */
  readonly problem: (text: string) => string | undefined;
}

/** One of a few that is asked for in a list. */
export interface ChoiceQuestion<T> {
  readonly title: string;
  readonly place: Place;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** The one that is marked; without it the first. */
  readonly marked?: (value: T) => boolean;
}

/** What can be chosen. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** On or back with what stands in the box; undefined: escaped. */
export type Asked<T> =
  | { readonly go: "on"; readonly value: T }
  | { readonly go: "back"; readonly value?: T }
  | undefined;

/** Asks for a text. What is wrong with it is said when the person presses Enter, and from then on while they type. */
export function askText(question: TextQuestion): Promise<Asked<string>> {
  const { title, place, prompt, placeholder, value, password, problem } = question;
  const input = vscode.window.createInputBox();
  Object.assign(input, {
    title,
    ...placeOf(place),
    prompt,
    placeholder: placeholder ?? "",
    password: password ?? false,
    ignoreFocusOut: true,
    value,
    buttons: backOf(place),
  });
  let pressed = false;
  const check = (): boolean => {
    input.validationMessage = problem(input.value);
    return input.validationMessage === undefined;
  };
  return showQuickInput<NonNullable<Asked<string>>>(input, (answer) => [
    input.onDidChangeValue(() => pressed && check()),
    input.onDidAccept(() => {
      pressed = true;
      if (check()) {
        answer({ go: "on", value: input.value });
      }
    }),
    input.onDidTriggerButton(() => answer({ go: "back", value: input.value })),
  ]);
}

/** Asks for one of a few. */
export function askChoice<T>(question: ChoiceQuestion<T>): Promise<Asked<T>> {
  const { title, place, placeholder, choices, marked } = question;
  const pick = vscode.window.createQuickPick<Choice<T>>();
  Object.assign(pick, {
    title,
    ...placeOf(place),
    placeholder,
    ignoreFocusOut: true,
    matchOnDetail: true,
    buttons: backOf(place),
    items: choices,
  });
  const before = marked && choices.find(({ value }) => marked(value));
  if (before) {
    pick.activeItems = [before];
  }
  return showQuickInput<NonNullable<Asked<T>>>(pick, (answer) => [
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item) {
        answer({ go: "on", value: item.value });
      }
    }),
    pick.onDidTriggerButton(() => answer({ go: "back" })),
  ]);
}

function backOf({ step }: Place): readonly vscode.QuickInputButton[] {
  return step > 1 ? [vscode.QuickInputButtons.Back] : [];
}
