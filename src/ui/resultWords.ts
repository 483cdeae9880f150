import * as vscode from "vscode";
import type { ChangeStep, LinkedId, Purpose, StepResult } from "../model/change.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import { linkedWords } from "./changeWords.ts";
import { oneFullStop, plainText } from "./plainText.ts";

/** How a step ended, if it did not fail. */
export type GoodResult = Exclude<StepResult, { readonly kind: "failed" }>;

/**
 * What came of a step, in a sentence or two that name the tenant.
 *
 * @param before what was there before, if it is known.
 */
export function resultWords(
  purpose: Purpose,
  step: ChangeStep,
  result: GoodResult,
  before?: LinkedId,
): string {
  return oneFullStop(sentences(purpose, step, result, before));
}

function sentences(
  purpose: Purpose,
  step: ChangeStep,
  { kind, link }: GoodResult,
  before: LinkedId | undefined,
): string {
  const tenant = plainText(step.tenantName);
  const now = nowWords(link);
  switch (kind) {
    case "changed":
      return changedWords(purpose, step, now, before);
    case "nothingToDo":
      return link
        ? vscode.l10n.t("{0}, is already linked in {1}. There was nothing to do.", now, tenant)
        : vscode.l10n.t("Nothing is linked in {0} any more. There was nothing to do.", tenant);
    case "foundOther":
      return foundOtherWords(purpose, step, now, link?.partnerId === step.from);
    default:
      return kind satisfies never;
  }
}

function changedWords(
  purpose: Purpose,
  { from, wanted, tenantName }: ChangeStep,
  now: string,
  before: LinkedId | undefined,
): string {
  const tenant = plainText(tenantName);
  switch (purpose) {
    case "link":
      return vscode.l10n.t("Linked {0}, in {1}.", now, tenant);
    case "update":
      return before === null
        ? vscode.l10n.t("Linked {0}, in {1}, where nothing was linked any more.", now, tenant)
        : vscode.l10n.t("Changed {0} to {1}, in {2}.", linkedWords(before ?? from), now, tenant);
    case "remove":
      return vscode.l10n.t("Removed {0} from {1}. Nothing is linked there now.", linkedWords(from), tenant);
    case "undo":
      return wanted === null
        ? vscode.l10n.t("Undone: nothing is linked in {0}, as before.", tenant)
        : vscode.l10n.t("Undone: {0}, is linked in {1} again.", now, tenant);
    default:
      return purpose satisfies never;
  }
}

function foundOtherWords(
  purpose: Purpose,
  { from, tenantName }: ChangeStep,
  now: string,
  isSameId: boolean,
): string {
  const tenant = plainText(tenantName);
  if (isSameId) {
    return vscode.l10n.t(
      "Couldn't undo: {0} is linked to {1}, but that link was changed after this change. Nothing was changed.",
      tenant,
      now,
    );
  }
  if (purpose === "undo") {
    return vscode.l10n.t(
      "Not undone: {0} was changed in between. The change had left {1}; now there is {2}. Nothing was changed.",
      tenant,
      linkedWords(from),
      now,
    );
  }
  return from === null
    ? vscode.l10n.t("{1} is linked to {0}. Nothing was changed.", now, tenant)
    : vscode.l10n.t(
        "{2} is linked to {0} now, no more to {1}. Nothing was changed.",
        now,
        linkedWords(from),
        tenant,
      );
}

function nowWords(link: PartnerLink | undefined): string {
  if (!link) {
    return linkedWords(null);
  }
  return link.partnerName === undefined
    ? `${link.partnerId}, ${vscode.l10n.t("no name given")}`
    : linkedWords(link.partnerId, link.partnerName);
}
