import * as vscode from "vscode";
import { type Identity, isApplication } from "../model/identity.ts";
import { type Row, rowLabel } from "../model/row.ts";
import type { RowState } from "../model/rowState.ts";
import { triedOf } from "../model/snapshot.ts";
import { knownTime, orderOf } from "../model/stamp.ts";
import { entraWords } from "./entraWords.ts";
import { kindWords } from "./kindWords.ts";
import { inertMarkdown } from "./markdown.ts";
import { reasonWords } from "./reasonWords.ts";
import { stateLook } from "./applicationStates.ts";
import { ageWords, timeWords } from "./timeWords.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** Tooltip of a row: all that is known. Every text goes in as text, never as Markdown; no command may be run from here. */
export function rowTooltip(row: Row, identity: Identity | undefined, state: RowState): vscode.MarkdownString {
  const { icon, sentence } = stateLook(row, state);
  const tooltip = new vscode.MarkdownString("", true);
  tooltip.appendMarkdown(`$(${icon}) **${inertMarkdown(rowLabel(row))}**\n\n`);
  for (const text of [sentence(), ...remarks(row)]) {
    tooltip.appendMarkdown(`${inertMarkdown(text)}\n\n`);
  }
  const rows = facts(row, identity).map(([name, value]) => `${inertMarkdown(name)}: ${inertMarkdown(value)}`);
  return tooltip.appendMarkdown(`---\n\n${rows.join("  \n")}`);
}

/** What the user noted, and how the last try ended. */
function remarks({ mark, attempt }: Row): string[] {
  return [
    ...(mark.notCustomer ? [vscode.l10n.t("You marked it as not a customer: it is not counted.")] : []),
    ...(mark.hidden ? [vscode.l10n.t("You have hidden it: it is neither counted nor checked.")] : []),
    ...("error" in attempt ? [entraWords(attempt.error)] : []),
  ];
}

function facts(row: Row, identity: Identity | undefined): [string, Untrusted][] {
  const { tenant, mark, knowledge, triedAt } = row;
  const link = knowledge.kind === "linked" ? knowledge.link : undefined;
  const checkedAt = knowledge.kind === "nothing" ? undefined : knowledge.at;
  const triedLater = orderOf(triedOf(row)) > (checkedAt === undefined ? 0 : orderOf(knowledge));
  const all: [string, Untrusted | undefined][] = [
    [vscode.l10n.t("Partner ID"), link?.partnerId],
    [vscode.l10n.t("Partner"), link?.partnerName],
    [vscode.l10n.t("First linked"), whole(link?.createdAt)],
    [vscode.l10n.t("Last changed"), whole(link?.updatedAt)],
    [vscode.l10n.t("Checked"), whole(knownTime(checkedAt, Date.now()))],
    [vscode.l10n.t("Last tried"), triedLater ? whole(knownTime(triedAt, Date.now())) : undefined],
    [vscode.l10n.t("Learnt before"), learntBefore(row)],
    [
      identity && isApplication(identity) ? vscode.l10n.t("Service principal") : vscode.l10n.t("Account"),
      identity?.label,
    ],
    [vscode.l10n.t("Kind"), kindWords(row)],
    [vscode.l10n.t("Name in Azure"), mark.name === undefined ? undefined : tenant.displayName],
    [vscode.l10n.t("Domain"), tenant.defaultDomain],
    [vscode.l10n.t("Tenant ID"), tenant.tenantId],
    [vscode.l10n.t("Object ID"), link?.objectId],
  ];
  return all.filter((fact): fact is [string, Untrusted] => fact[1] !== undefined);
}

/** A reason that the present attempt does not tell by itself. */
function learntBefore({ reason, attempt }: Row): string | undefined {
  const told = "error" in attempt ? attempt.error.code : attempt.kind;
  return reason && reason.code !== told ? reasonWords(reason) : undefined;
}

function whole(at: number | undefined): string | undefined {
  return at === undefined ? undefined : `${timeWords(at)} (${ageWords(at)})`;
}
