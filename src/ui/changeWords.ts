import * as vscode from "vscode";
import type { ChangePlan, ChangeStep, LinkedId, Purpose } from "../model/change.ts";
import { isApplicationId } from "../model/identity.ts";
import { oneFullStop, plainText } from "./plainText.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** A linked ID with the partner's name, for within a sentence; says so if there is none. */
export function linkedWords(partnerId: LinkedId, partnerName?: Untrusted): string {
  if (partnerId === null) {
    return vscode.l10n.t("no partner ID");
  }
  return partnerName === undefined ? partnerId : `${partnerId}, “${plainText(partnerName)}”`;
}

/** What a step is to do, as a title. */
export function stepTitle(purpose: Purpose, { from, wanted, tenantName }: ChangeStep): string {
  const tenant = plainText(tenantName);
  switch (purpose) {
    case "link":
      return vscode.l10n.t("Link {0} in {1}", linkedWords(wanted), tenant);
    case "update":
      return vscode.l10n.t("Change {0} to {1} in {2}", linkedWords(from), linkedWords(wanted), tenant);
    case "remove":
      return vscode.l10n.t("Remove {0} from {1}", linkedWords(from), tenant);
    case "undo":
      return vscode.l10n.t("Undo in {2}: {0} back to {1}", linkedWords(from), linkedWords(wanted), tenant);
    default:
      return purpose satisfies never;
  }
}

/** What a plan is to do, as a title. */
export function planTitle({ purpose, steps }: ChangePlan): string {
  const [first, ...others] = steps;
  if (!first || others.length > 0) {
    return manyTitles[purpose](first?.wanted ?? null, steps.length);
  }
  return stepTitle(purpose, first);
}

const manyTitles: Readonly<Record<Purpose, (wanted: LinkedId, count: number) => string>> = {
  link: (wanted, count) => vscode.l10n.t("Link {0} in {1} tenants", linkedWords(wanted), count),
  update: (wanted, count) => vscode.l10n.t("Change to {0} in {1} tenants", linkedWords(wanted), count),
  remove: (_wanted, count) => vscode.l10n.t("Remove the link from {0} tenants", count),
  undo: (_wanted, count) => vscode.l10n.t("Undo in {0} tenants", count),
};

/** What is being done, for the progress notification. */
export function progressTitle({ purpose, steps }: ChangePlan): string {
  const [first, ...others] = steps;
  if (!first || others.length > 0) {
    return vscode.l10n.t("Changing {0} tenants", steps.length);
  }
  const tenant = plainText(first.tenantName);
  switch (purpose) {
    case "link":
      return vscode.l10n.t("Linking {0} in {1}", linkedWords(first.wanted), tenant);
    case "update":
      return vscode.l10n.t(
        "Changing {0} to {1} in {2}",
        linkedWords(first.from),
        linkedWords(first.wanted),
        tenant,
      );
    case "remove":
      return vscode.l10n.t("Removing {0} from {1}", linkedWords(first.from), tenant);
    case "undo":
      return vscode.l10n.t("Undoing the change in {0}", tenant);
    default:
      return purpose satisfies never;
  }
}

/** What was not done, or of what it is not known whether it was. */
export function failedWords(purpose: Purpose, step: ChangeStep, unclear: boolean): string {
  return oneFullStop(failedSentence(purpose, step, unclear));
}

function failedSentence(purpose: Purpose, step: ChangeStep, unclear: boolean): string {
  const tenant = plainText(step.tenantName);
  const from = linkedWords(step.from);
  const wanted = linkedWords(step.wanted);
  switch (purpose) {
    case "link":
      return unclear
        ? vscode.l10n.t("It is not known whether {0} is linked in {1}.", wanted, tenant)
        : vscode.l10n.t("{0} was not linked in {1}.", wanted, tenant);
    case "update":
      return unclear
        ? vscode.l10n.t("It is not known whether {0} was changed to {1} in {2}.", from, wanted, tenant)
        : vscode.l10n.t("{0} was not changed to {1} in {2}.", from, wanted, tenant);
    case "remove":
      return unclear
        ? vscode.l10n.t("It is not known whether {0} was removed from {1}.", from, tenant)
        : vscode.l10n.t("{0} was not removed from {1}.", from, tenant);
    case "undo":
      return unclear
        ? vscode.l10n.t("It is not known whether the change in {0} was undone.", tenant)
        : vscode.l10n.t("The change in {0} was not undone.", tenant);
    default:
      return purpose satisfies never;
  }
}

/** Why nothing of a change can be taken back. */
export function nothingToUndoWords(): string {
  return vscode.l10n.t(
    "There's nothing to undo. The change had no effect, was already undone, or the link has been changed since.",
  );
}

/** Why a step needs the person to sign in: names the tenant, the account and the reason. */
export function signInWords(purpose: Purpose, step: ChangeStep, challenged: boolean): string {
  const tenant = plainText(step.tenantName);
  const account = plainText(step.accountLabel);
  if (isApplicationId(step.identityId)) {
    return purpose === "link"
      ? vscode.l10n.t("{2} is to link {0} in {1}.", linkedWords(step.wanted), tenant, account)
      : vscode.l10n.t("{1} is to change the link in {0}.", tenant, account);
  }
  if (purpose === "link") {
    return challenged
      ? vscode.l10n.t(
          "{1} asks {2} for multi-factor authentication before {0} can be linked.",
          linkedWords(step.wanted),
          tenant,
          account,
        )
      : vscode.l10n.t("To link {0} in {1}, sign in there as {2}.", linkedWords(step.wanted), tenant, account);
  }
  return challenged
    ? vscode.l10n.t(
        "{0} asks {1} for multi-factor authentication before the link can be changed.",
        tenant,
        account,
      )
    : vscode.l10n.t("To change the link in {0}, sign in there as {1}.", tenant, account);
}
