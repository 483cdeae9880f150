import * as vscode from "vscode";
import type { Attempt, Work } from "../model/knowledge.ts";
import { isBusiness, type Row, rowLabel } from "../model/row.ts";
import { deriveState, type RowState } from "../model/rowState.ts";
import { shortErrorWords } from "./errorWords.ts";
import { shortKindWords } from "./kindWords.ts";
import { plainText } from "./plainText.ts";
import { type LookOf, type StateLook, stateTable, usualLook } from "./stateTable.ts";
import { timeOfDay } from "./timeWords.ts";

/** A row in words, for every view alike. All texts are safe as plain labels. */
export interface RowText {
  readonly state: RowState;
  readonly label: string;
  /** What the user noted; partner ID and name if linked, else the state; then what is being tried beside it. */
  readonly description: string;
  /** A whole sentence or more, for screen readers. */
  readonly spoken: string;
}

/** Whether the user has to do something about the row; what they took out of their business never needs anything. */
export function needsAttention(row: Row, ours: ReadonlySet<string>): boolean {
  return isBusiness(row) && stateTable[deriveState(row, ours)].needsAttention;
}

/**
 * Renders a row.
 *
 * @param ours the company's own partner IDs.
 * @param lookOf how its state looks; as that of an account unless told.
 */
export function rowText(row: Row, ours: ReadonlySet<string>, lookOf: LookOf = usualLook): RowText {
  const state = deriveState(row, ours);
  const look = lookOf(row, state);
  const label = plainText(rowLabel(row));
  const known = knownWords(row, state, look);
  const beside = besideWords(row);
  const parts = [...markWords(row), known, shortKindWords(row), beside];
  const description = parts.filter((part) => part !== undefined).join(" · ");
  const sentences = [label, description, look.sentence(), ...attemptReason(row.attempt)];
  return { state, label, description, spoken: sentences.map(endSentence).join(" ") };
}

function knownWords({ knowledge, attempt }: Row, state: RowState, { words }: StateLook): string {
  if (knowledge.kind !== "linked") {
    const code = state === "failed" && attempt.kind === "failed" ? attempt.error.code : undefined;
    return code === "inDoubt"
      ? vscode.l10n.t("Unknown after a change; will be checked again")
      : code === "unclear"
        ? vscode.l10n.t("Not known since a change")
        : words();
  }
  const { partnerId, partnerName } = knowledge.link;
  const link = partnerName === undefined ? partnerId : `${partnerId} · ${plainText(partnerName)}`;
  return `${link} · ${words()}`;
}

/** What the user noted about the tenant. */
function markWords({ mark }: Row): string[] {
  return [
    ...(mark.notCustomer ? [vscode.l10n.t("not a customer")] : []),
    ...(mark.hidden ? [vscode.l10n.t("hidden")] : []),
  ];
}

/** What stands beside what is known: what is being tried, else that it came from another window and this one said otherwise. */
export function besideWords({ knowledge, attempt, elsewhere }: Row): string | undefined {
  if (knowledge.kind === "nothing") {
    return undefined;
  }
  return attemptWords(attempt) ?? (elsewhere ? vscode.l10n.t("changed in another window") : undefined);
}

/** What is being tried, beside what is known. */
function attemptWords(attempt: Attempt): string | undefined {
  switch (attempt.kind) {
    case "none":
      return undefined;
    case "waiting":
      return vscode.l10n.t("Azure asks to wait until {0}", timeOfDay(attempt.until));
    case "running":
      return runningWords[attempt.work]();
    case "signInNeeded":
      return vscode.l10n.t("needs you");
    case "mfaNeeded":
      return vscode.l10n.t("MFA needed");
    case "throttled":
      return vscode.l10n.t("Azure is busy");
    case "failed":
      return failedWords[attempt.work]();
    default:
      return attempt satisfies never;
  }
}

const runningWords: Readonly<Record<Work, () => string>> = {
  check: () => vscode.l10n.t("checking…"),
  link: () => vscode.l10n.t("linking…"),
  update: () => vscode.l10n.t("changing…"),
  remove: () => vscode.l10n.t("removing…"),
};

const failedWords: Readonly<Record<Work, () => string>> = {
  check: () => vscode.l10n.t("last check failed"),
  link: () => vscode.l10n.t("linking failed"),
  update: () => vscode.l10n.t("changing failed"),
  remove: () => vscode.l10n.t("removing failed"),
};

function attemptReason(attempt: Attempt): string[] {
  return "error" in attempt ? [shortErrorWords(attempt.error)] : [];
}

function endSentence(text: string): string {
  return /[.…!?]$/.test(text) ? text : `${text}.`;
}
