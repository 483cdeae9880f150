import * as vscode from "vscode";
import type { ChangeStep } from "../model/change.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { deriveState } from "../model/rowState.ts";
import { readOwnPartnerIds } from "../platform/ownPartnerIds.ts";
import { askPartnerId } from "../ui/askPartnerId.ts";
import { stepTitle } from "../ui/changeWords.ts";
import { recentPartnerIds } from "../ui/knownPartners.ts";
import { plainText } from "../ui/plainText.ts";
import type { ChangeArgument } from "./changeArgument.ts";
import { chooseRow } from "./chooseRow.ts";
import type { CommandParts } from "./commandParts.ts";

/** The step of a run that is to be copied: the given or only one, or the one that the person picks. */
export async function stepOfRun({ record, step }: ChangeArgument): Promise<ChangeStep | undefined> {
  const { steps } = record;
  if (step !== undefined || steps.length === 1) {
    return steps[step ?? 0]?.step;
  }
  const picked = await vscode.window.showQuickPick(
    steps.map(({ step: one }) => ({ label: titleOf(one), step: one })),
    { title: vscode.l10n.t("Copy which change?") },
  );
  return picked?.step;
}

/**
 * The change of a row that is to be copied: to the default partner ID, or what is linked now (made again elsewhere, or
 * removed). If neither is known, asks for an ID.
 */
export async function stepForRow(parts: CommandParts, argument: unknown): Promise<ChangeStep | undefined> {
  const row = await chooseRow(
    parts,
    argument,
    vscode.l10n.t("Copy the change in which tenant?"),
    isPlannable,
  );
  if (!row) {
    return undefined;
  }
  if (!isPlannable(row)) {
    const state = parts.tree.lookOf(row, deriveState(row, parts.ours()));
    void vscode.window.showInformationMessage(`${plainText(rowLabel(row))}: ${state.sentence()}`);
    return undefined;
  }
  const offers = offersFor(parts, row);
  if (offers.length === 0) {
    return askedFor(parts, row);
  }
  const [only] = offers;
  if (offers.length === 1) {
    return only;
  }
  const picked = await vscode.window.showQuickPick(
    offers.map((step) => ({ label: titleOf(step), step })),
    { title: vscode.l10n.t("Copy which change?") },
  );
  return picked?.step;
}

/** What a step is to do, as a title. */
export function titleOf(step: ChangeStep): string {
  if (step.wanted === null) {
    return stepTitle("remove", step);
  }
  return stepTitle(step.from === null ? "link" : "update", step);
}

/** Nothing is to be linked in a tenant that is managed through Lighthouse [V Learn]. */
function isPlannable({ tenant, knowledge, mark }: Row): boolean {
  return mark.hidden !== true && (tenant.kind !== "lighthouse" || knowledge.kind === "linked");
}

function offersFor(parts: CommandParts, row: Row): ChangeStep[] {
  const step = stepOf(parts, row);
  const present = row.knowledge.kind === "linked" ? row.knowledge.link.partnerId : null;
  const wanted = readOwnPartnerIds()[0]?.partnerId ?? null;
  return [
    ...(wanted === null || wanted === present ? [] : [{ ...step, from: present, wanted }]),
    ...(present === null
      ? []
      : [
          { ...step, from: null, wanted: present },
          { ...step, from: present, wanted: null },
        ]),
  ];
}

async function askedFor(parts: CommandParts, row: Row): Promise<ChangeStep | undefined> {
  const answer = await askPartnerId({
    title: vscode.l10n.t("Link in {0}", plainText(rowLabel(row))),
    place: { step: 1, steps: 1 },
    own: [],
    recent: recentPartnerIds(parts.journal.runs, new Set()),
  });
  return answer?.go === "on" ? { ...stepOf(parts, row), from: null, wanted: answer.partnerId } : undefined;
}

function stepOf({ store }: CommandParts, row: Row): Omit<ChangeStep, "from" | "wanted"> {
  return {
    identityId: row.identityId,
    accountLabel: store.identity(row.identityId)?.label ?? "",
    tenantId: row.tenant.tenantId,
    tenantName: rowLabel(row),
  };
}
