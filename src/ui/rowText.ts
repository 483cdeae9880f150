import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import type { Attempt, Knowledge } from "../model/knowledge.ts";
import type { Row } from "../model/row.ts";
import { deriveState, type RowState } from "../model/rowState.ts";
import { tenantLabel } from "../model/tenant.ts";
import { errorWords, shortErrorWords } from "./errorWords.ts";
import { plainText } from "./plainText.ts";
import { stateTable } from "./stateTable.ts";

/** A row in words, for every view alike. All texts are safe as plain labels. */
export interface RowText {
  readonly state: RowState;
  readonly label: string;
  /** Partner ID and name if linked, else the state; then what is being tried beside it. */
  readonly description: string;
  /** A whole sentence or more, for screen readers. */
  readonly spoken: string;
}

/** Renders a row. `ours` are the company's own partner IDs. */
export function rowText(row: Row, ours: ReadonlySet<string>): RowText {
  const state = deriveState(row, ours);
  const label = plainText(tenantLabel(row.tenant));
  const known = knownWords(row.knowledge, state);
  const beside = row.knowledge.kind === "nothing" ? undefined : attemptWords(row.attempt);
  const kind = kindWords(row);
  const description = [known, kind, beside].filter((part) => part !== undefined).join(" · ");
  const sentences = [label, description, stateTable[state].sentence(), ...attemptReason(row.attempt)];
  return { state, label, description, spoken: sentences.map(endSentence).join(" ") };
}

/** Tooltip of a row. Names from Azure go in as text, never as Markdown; no command may be run from here. */
export function rowTooltip(row: Row, identity: Identity | undefined, state: RowState): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip
    .appendMarkdown("**")
    .appendText(plainText(tenantLabel(row.tenant)))
    .appendMarkdown("**\n\n");
  tooltip.appendText(stateTable[state].sentence()).appendMarkdown("\n\n");
  for (const [name, value] of facts(row, identity)) {
    tooltip.appendText(`${name}: `).appendText(plainText(value)).appendMarkdown("  \n");
  }
  if ("error" in row.attempt) {
    tooltip.appendMarkdown("\n\n").appendText(errorWords(row.attempt.error));
  }
  return tooltip;
}

function facts({ tenant, knowledge }: Row, identity: Identity | undefined): [string, string][] {
  const link = knowledge.kind === "linked" ? knowledge.link : undefined;
  const all: [string, string | undefined][] = [
    [vscode.l10n.t("Partner ID"), link?.partnerId],
    [vscode.l10n.t("Partner"), link?.partnerName],
    [vscode.l10n.t("First linked"), time(link?.createdAt)],
    [vscode.l10n.t("Last changed"), time(link?.updatedAt)],
    [vscode.l10n.t("Account"), identity?.label],
    [vscode.l10n.t("Domain"), tenant.defaultDomain],
    [vscode.l10n.t("Tenant ID"), tenant.tenantId],
    [vscode.l10n.t("Object ID"), link?.objectId],
    [vscode.l10n.t("Checked"), knowledge.kind === "nothing" ? undefined : time(knowledge.at)],
  ];
  return all.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function knownWords(knowledge: Knowledge, state: RowState): string {
  if (knowledge.kind !== "linked") {
    return stateTable[state].words();
  }
  const { partnerId, partnerName } = knowledge.link;
  const link = partnerName === undefined ? partnerId : `${partnerId} · ${plainText(partnerName)}`;
  return `${link} · ${stateTable[state].words()}`;
}

function kindWords({ tenant }: Row): string | undefined {
  switch (tenant.kind) {
    case "home":
      return vscode.l10n.t("home");
    case "lighthouse":
      return vscode.l10n.t("through Lighthouse");
    default:
      return undefined;
  }
}

/** What is being tried, beside what is known. */
function attemptWords(attempt: Attempt): string | undefined {
  switch (attempt.kind) {
    case "none":
      return undefined;
    case "waiting":
      return vscode.l10n.t("Azure asks to wait until {0}", timeOfDay(attempt.until));
    case "running":
      return attempt.work === "check" ? vscode.l10n.t("checking…") : vscode.l10n.t("linking…");
    case "signInNeeded":
      return vscode.l10n.t("needs you");
    case "mfaNeeded":
      return vscode.l10n.t("MFA needed");
    case "throttled":
      return vscode.l10n.t("Azure is busy");
    case "failed":
      return attempt.work === "check" ? vscode.l10n.t("last check failed") : vscode.l10n.t("linking failed");
    default:
      return attempt satisfies never;
  }
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(vscode.env.language, { timeStyle: "medium" });
}

function attemptReason(attempt: Attempt): string[] {
  return "error" in attempt ? [shortErrorWords(attempt.error)] : [];
}

function endSentence(text: string): string {
  return /[.…!?]$/.test(text) ? text : `${text}.`;
}

function time(at: number | undefined): string | undefined {
  return at === undefined
    ? undefined
    : new Date(at).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
}
