import * as vscode from "vscode";
import type { LearntReason } from "../model/knowledge.ts";
import { PalError } from "../model/palError.ts";
import { knownTime } from "../model/stamp.ts";
import { errorWords } from "./errorWords.ts";
import { timeWords } from "./timeWords.ts";

/** Why a tenant last turned the person away, and when: silent calls give no reason, so this is all there is to say. */
export function reasonWords({ code, azureMessage, at }: LearntReason): string {
  const reason =
    code === "mfaNeeded"
      ? vscode.l10n.t("This tenant asks for multi-factor authentication.")
      : errorWords(new PalError(code, azureMessage === undefined ? {} : { azureMessage }));
  const time = knownTime(at, Date.now());
  return time === undefined ? reason : `${reason} (${timeWords(time)})`;
}
