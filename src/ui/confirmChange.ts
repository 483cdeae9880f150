import * as vscode from "vscode";
import type { ChangePlan, ChangeStep, LinkedId } from "../model/change.ts";
import { linkedWords } from "./changeWords.ts";
import { plainText } from "./plainText.ts";
import { unusualWords } from "./unusualPartnerId.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** What the person is asked to agree to. */
export interface Confirmation {
  readonly plan: ChangePlan;
  /** What an ID is called, if anybody has called it. Hostile text. */
  readonly nameOf: (partnerId: string) => Untrusted | undefined;
  /** It was not started from our own interface. */
  readonly foreign?: boolean;
}

/** So many tenants are named; nobody reads more in a dialog. */
const mostNamed = 8;

/** Asks before anything is sent: who, where, what is there, and what will be. Gives whether the person agrees. */
export async function confirmChange({ plan, nameOf, foreign }: Confirmation): Promise<boolean> {
  const [first, ...others] = plan.steps;
  if (!first) {
    return false;
  }
  const { question, button } = words(plan, first);
  const named = (id: LinkedId): string => linkedWords(id, id === null ? undefined : nameOf(id));
  const paragraphs = [
    others.length === 0 ? facts(plan, first, named) : listed(plan.steps, named),
    ...unusual(plan),
    ...consequences(plan),
    ...(foreign
      ? [vscode.l10n.t("A keybinding, a task or another extension asks for this, not Partner Admin Link.")]
      : []),
  ];
  const detail = paragraphs.join("\n\n");
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  return choice === button;
}

/** An ID that is to be brought back was there, however unusual it is. */
function unusual({ purpose, steps }: ChangePlan): string[] {
  const wanted = new Set(purpose === "undo" ? [] : steps.map((step) => step.wanted ?? ""));
  return [...wanted].flatMap((id) => (id === "" ? [] : (unusualWords(id) ?? [])));
}

function words({ purpose, steps }: ChangePlan, first: ChangeStep): { question: string; button: string } {
  const tenant = plainText(first.tenantName);
  const { length } = steps;
  switch (purpose) {
    case "link":
      return {
        question: vscode.l10n.t("Link {0} in {1}?", linkedWords(first.wanted), tenant),
        button: vscode.l10n.t("Link"),
      };
    case "update":
      return {
        question: vscode.l10n.t("Change the partner ID in {0}?", tenant),
        button: vscode.l10n.t("Change"),
      };
    case "remove":
      return {
        question: vscode.l10n.t("Remove the link from {0}?", tenant),
        button: vscode.l10n.t("Remove"),
      };
    case "undo":
      return {
        question:
          length === 1
            ? vscode.l10n.t("Undo the change in {0}?", tenant)
            : vscode.l10n.t("Undo the changes in {0} tenants?", length),
        button: vscode.l10n.t("Undo"),
      };
    default:
      return purpose satisfies never;
  }
}

function facts({ purpose }: ChangePlan, step: ChangeStep, named: (id: LinkedId) => string): string {
  return [
    vscode.l10n.t("Account: {0}", plainText(step.accountLabel)),
    vscode.l10n.t("Tenant: {0} ({1})", plainText(step.tenantName), step.tenantId),
    ...(purpose === "link" ? [] : [vscode.l10n.t("Linked now: {0}", named(step.from))]),
    vscode.l10n.t("Afterwards: {0}", named(step.wanted)),
  ].join("\n");
}

function listed(steps: readonly ChangeStep[], named: (id: LinkedId) => string): string {
  const lines = steps
    .slice(0, mostNamed)
    .map(({ tenantName, accountLabel, from, wanted }) =>
      vscode.l10n.t(
        "{0} ({1}): {2} back to {3}",
        plainText(tenantName),
        plainText(accountLabel),
        named(from),
        named(wanted),
      ),
    );
  const left = steps.length - lines.length;
  return [...lines, ...(left > 0 ? [vscode.l10n.t("and {0} more", left)] : [])].join("\n");
}

function consequences({ purpose }: ChangePlan): string[] {
  switch (purpose) {
    case "remove":
      return [
        vscode.l10n.t(
          "From then on your work there counts for no partner. Linking again later does not credit the days in between.",
        ),
      ];
    case "undo":
      return [
        vscode.l10n.t(
          "It is done only if the link is still as the change left it. Days that were lost meanwhile are not credited afterwards.",
        ),
      ];
    case "link":
      return [vscode.l10n.t("Another ID that is linked there is not overwritten.")];
    default:
      return [];
  }
}
