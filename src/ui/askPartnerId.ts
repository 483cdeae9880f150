import * as vscode from "vscode";
import { parsePartnerId } from "../model/partnerId.ts";
import { chosen, type KnownPartnerId, type PartnerIdItem, typedItem } from "./partnerIdChoice.ts";
import { partnerIdProblems } from "./partnerIdProblems.ts";
import { plainText } from "./plainText.ts";
import { placeOf, showQuickInput } from "./quickInput.ts";
import { agreesToUnusual } from "./unusualPartnerId.ts";
import { explainPartnerId, whichPartnerIdButton } from "./whichPartnerId.ts";
import type { Place } from "./wizard.ts";

/** What is asked for, and what can be offered for it. */
export interface PartnerIdQuestion {
  readonly title: string;
  readonly place: Place;
  /** Says that Azure may ask for MFA. */
  readonly mayNeedMfa?: boolean;
  /** What was entered before, or given by the caller. */
  readonly draft?: string | undefined;
  /** The company's own IDs. */
  readonly own: readonly KnownPartnerId[];
  /** IDs that were linked before, newest first. */
  readonly recent: readonly KnownPartnerId[];
}

/** An ID, or back with what was entered; undefined: escaped. */
export type PartnerIdAnswer =
  | { readonly go: "on"; readonly partnerId: string }
  | { readonly go: "back"; readonly draft: string }
  | undefined;

/**
 * Asks for a partner ID: offers those that are known, if any are and nothing was entered before; else in a box. What is
 * typed is checked at once; if it is unusual, the person is asked whether they mean it, and is back where they typed if not.
 */
export async function askPartnerId(question: PartnerIdQuestion): Promise<PartnerIdAnswer> {
  const known = [...question.own, ...question.recent];
  let asked = question;
  for (;;) {
    const answer = await askOnce(asked);
    if (answer?.go !== "on") {
      return answer;
    }
    const { partnerId } = answer;
    if (known.some((one) => one.partnerId === partnerId) || (await agreesToUnusual(partnerId))) {
      return answer;
    }
    asked = { ...question, draft: partnerId };
  }
}

async function askOnce(question: PartnerIdQuestion): Promise<PartnerIdAnswer> {
  const known = [...question.own, ...question.recent];
  if (known.length === 0) {
    return enter(question, question.draft ?? "", question.place.step > 1);
  }
  const draft = question.draft === "" ? undefined : question.draft;
  if (draft !== undefined && !known.some(({ partnerId }) => partnerId === draft)) {
    const answer = await enter(question, draft, true);
    if (answer?.go !== "back" || question.place.step > 1) {
      return answer;
    }
  }
  for (;;) {
    const choice = await choose(question, draft);
    if (choice === undefined || "go" in choice) {
      return choice;
    }
    const answer = await enter(question, choice.enter, true);
    if (answer?.go !== "back") {
      return answer;
    }
  }
}

/** The box for any partner ID. */
function enter(question: PartnerIdQuestion, text: string, canGoBack: boolean): Promise<PartnerIdAnswer> {
  const input = vscode.window.createInputBox();
  const buttons = buttonsOf(canGoBack);
  Object.assign(input, {
    title: question.title,
    ...placeOf(question.place),
    prompt: promptWords(question),
    placeholder: vscode.l10n.t("Partner ID, for example 4567890"),
    ignoreFocusOut: true,
    value: text,
    buttons: buttons.all,
  });
  const check = (): string | undefined => {
    const parsed = parsePartnerId(input.value);
    input.validationMessage = parsed.ok ? undefined : partnerIdProblems[parsed.problem]();
    return parsed.ok ? parsed.partnerId : undefined;
  };
  if (text !== "") {
    check();
  }
  return showQuickInput<NonNullable<PartnerIdAnswer>>(input, (answer) => [
    input.onDidChangeValue(check),
    input.onDidAccept(() => {
      const partnerId = check();
      if (partnerId !== undefined) {
        answer({ go: "on", partnerId });
      }
    }),
    input.onDidTriggerButton((button) =>
      buttons.press(button, () => answer({ go: "back", draft: input.value })),
    ),
  ]);
}

function promptWords({ mayNeedMfa }: PartnerIdQuestion): string {
  const where = vscode.l10n.t(
    "The location ID of your company (Partner Center: Account settings > Legal > Business locations)",
  );
  const mfa = vscode.l10n.t("Azure may ask you for multifactor authentication (MFA) when you link.");
  return mayNeedMfa ? `${where}. ${mfa}` : where;
}

type Item = vscode.QuickPickItem & { readonly what?: PartnerIdItem };

/** The list of known partner IDs, in which another one can be typed, too. */
function choose(
  { title, place, own, recent, mayNeedMfa }: PartnerIdQuestion,
  draft: string | undefined,
): Promise<PartnerIdAnswer | { readonly enter: string }> {
  const pick = vscode.window.createQuickPick<Item>();
  const buttons = buttonsOf(place.step > 1);
  const known = [...own, ...recent];
  const offered = offeredItems(own, recent);
  Object.assign(pick, {
    title,
    ...placeOf(place),
    placeholder: mayNeedMfa
      ? vscode.l10n.t("Choose a partner ID, or type a location ID. Azure may ask for MFA to link.")
      : vscode.l10n.t("Choose a partner ID, or type another one (the location ID)"),
    ignoreFocusOut: true,
    matchOnDescription: true,
    buttons: buttons.all,
    items: offered,
  });
  const marked = offered.find(({ what }) => what?.kind === "known" && what.known.partnerId === draft);
  if (marked) {
    pick.activeItems = [marked];
  }
  return showQuickInput(pick, (answer) => [
    pick.onDidChangeValue((typed) => {
      const said = typedItem(typed, known);
      pick.items = said ? [typedItemOf(said), ...offered] : offered;
    }),
    pick.onDidAccept(() => {
      const choice = chosen(pick.value, pick.activeItems[0]?.what);
      if ("take" in choice) {
        answer({ go: "on", partnerId: choice.take });
      } else if ("enter" in choice) {
        answer(choice);
      }
    }),
    pick.onDidTriggerButton((button) =>
      buttons.press(button, () => answer({ go: "back", draft: draft ?? "" })),
    ),
  ]);
}

function offeredItems(own: readonly KnownPartnerId[], recent: readonly KnownPartnerId[]): Item[] {
  return [
    ...(own.length > 0 ? [separator(vscode.l10n.t("Your company's partner IDs"))] : []),
    ...own.map(knownItem),
    ...(recent.length > 0 ? [separator(vscode.l10n.t("Used before"))] : []),
    ...recent.map(knownItem),
    separator(""),
    {
      label: vscode.l10n.t("Enter Another Partner ID…"),
      iconPath: new vscode.ThemeIcon("edit"),
      alwaysShow: true,
      what: { kind: "other" },
    },
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function knownItem(known: KnownPartnerId): Item {
  return {
    label: known.partnerId,
    description: plainText(known.name ?? ""),
    iconPath: new vscode.ThemeIcon("link"),
    what: { kind: "known", known },
  };
}

/** VS Code puts what begins with the typed text first, so the label of a typed ID is just the ID. */
function typedItemOf(what: PartnerIdItem): Item {
  return what.kind === "problem"
    ? {
        label: partnerIdProblems[what.problem](),
        iconPath: new vscode.ThemeIcon("error"),
        alwaysShow: true,
        what,
      }
    : {
        label: what.kind === "typed" ? what.partnerId : "",
        description: vscode.l10n.t("use this partner ID"),
        iconPath: new vscode.ThemeIcon("arrow-right"),
        alwaysShow: true,
        what,
      };
}

interface Buttons {
  readonly all: readonly vscode.QuickInputButton[];
  press(button: vscode.QuickInputButton, back: () => void): void;
}

function buttonsOf(canGoBack: boolean): Buttons {
  const { Back } = vscode.QuickInputButtons;
  return {
    all: [...(canGoBack ? [Back] : []), whichPartnerIdButton()],
    press: (button, back) => (button === Back ? back() : void explainPartnerId()),
  };
}
