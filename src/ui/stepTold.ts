import * as vscode from "vscode";
import type { ChangeStep, LinkedId, Purpose } from "../model/change.ts";
import { isApplicationId } from "../model/identity.ts";
import type { PalError } from "../model/palError.ts";
import type { Row } from "../model/row.ts";
import { failedWords } from "./changeWords.ts";
import { leadsToStranger } from "./knownPartners.ts";
import { type GoodResult, resultWords } from "./resultWords.ts";
import { plainText } from "./plainText.ts";

/** What is told of a step that ended, the same in notifications and in pages. */
export interface StepTold {
  readonly words: string;
  /** The person should look at it, although nothing failed. */
  readonly serious: boolean;
}

/** What a result is told with. */
interface Knowledge {
  readonly store: { readonly rows: readonly Row[]; readonly identities: readonly unknown[] };
  readonly ours: () => ReadonlySet<string>;
}

/**
 * How a step ended that did not fail.
 *
 * @param before what was there before, if it is known.
 */
export function goodTold(
  purpose: Purpose,
  step: ChangeStep,
  result: GoodResult,
  before: LinkedId | undefined,
  known: Knowledge,
): StepTold {
  const words = resultWords(purpose, stepToTell(step, known), result, before);
  if (result.kind === "changed" && leadsToStranger(purpose, step, result.link, known)) {
    return { words: `${words} ${vscode.l10n.t("Is that your company?")}`, serious: true };
  }
  return { words, serious: result.kind === "foundOther" };
}

/** What was not done, and what partners wonder most about; why Azure refused is the error's to tell. */
export function failedTold(
  purpose: Purpose,
  step: ChangeStep,
  error: PalError,
  known: Pick<Knowledge, "store">,
): string {
  const { code } = error;
  const words = failedWords(purpose, stepToTell(step, known), isUnclear(error));
  return code === "noAccount" && !isApplicationId(step.identityId) ? `${words} ${noUserWords()}` : words;
}

/** Whether nobody may be told that the step was not done. */
export function isUnclear({ code }: PalError): boolean {
  return code === "unclear" || code === "inDoubt" || code === "notVerified";
}

/** They can manage the tenant, and yet there is nobody to be linked [V]. */
function noUserWords(): string {
  return vscode.l10n.t(
    "A partner who is there only as a CSP (delegated administration, GDAP) has no user in the customer's tenant, and only a user can be linked.",
  );
}

/** The same tenant under two identities is two rows: with several, the words say whose. */
function stepToTell(step: ChangeStep, { store }: Pick<Knowledge, "store">): ChangeStep {
  return store.identities.length > 1
    ? {
        ...step,
        tenantName: vscode.l10n.t("{0} ({1})", plainText(step.tenantName), plainText(step.accountLabel)),
      }
    : step;
}
