import * as vscode from "vscode";
import type { ChangePlan } from "../model/change.ts";
import { commandIds } from "../model/commandIds.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { MfaTold } from "../platform/mfaTold.ts";
import { readOwnPartnerIds } from "../platform/ownPartnerIds.ts";
import { askPartnerId } from "../ui/askPartnerId.ts";
import { recentPartnerIds } from "../ui/knownPartners.ts";
import { pickTenant } from "../ui/pickTenant.ts";
import { planForRow } from "../ui/planForRow.ts";
import { plainText } from "../ui/plainText.ts";
import { runWizard, type WizardStep } from "../ui/wizard.ts";
import { listFirst } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { linkToChange } from "./linkToChange.ts";
import { readTenantArguments, rowFromArgument } from "./rowArgument.ts";
import { agreeAndRun, runPlan } from "./runPlan.ts";

type Kind = "link" | "update" | "remove";

/** What the person has entered so far. */
interface Entered {
  readonly row?: Row;
  /** In the box for the partner ID, checked or not. */
  readonly text?: string;
  readonly partnerId?: string;
}

/** Link Partner ID…: tenant and partner ID, then it is read, written once and read again. */
export async function link(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  await changeLink(parts, "link", argument);
}

/** Change Partner ID…: tenant, new partner ID, and after a confirmation that names both IDs the change in one request. */
export async function update(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  await changeLink(parts, "update", argument);
}

/** Remove Link…: tenant, and after a confirmation the removal. */
export async function remove(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  await changeLink(parts, "remove", argument);
}

/** @param argument a node of our own tree, or `TenantArguments` from anybody else: a prefill, never an order. */
async function changeLink(parts: CommandParts, kind: Kind, argument: unknown): Promise<void> {
  const { store, tree } = parts;
  if (!rowFromArgument(store, argument) && !(await listFirst(parts))) {
    return;
  }
  const given = rowFromArgument(store, argument);
  if (given && kind !== "link" && !(await linkToChange(parts, kind, given))) {
    return;
  }
  if (!given && kind !== "link" && !store.rows.some(isLinked)) {
    await tellNoneIsLinked();
    return;
  }
  const { partnerId } = readTenantArguments(argument);
  const entered = await runWizard<Entered>(
    { ...(given && { row: given }), ...(partnerId !== undefined && { text: partnerId }) },
    [...(given ? [] : [tenantStep(parts, kind)]), ...(kind === "remove" ? [] : [partnerIdStep(parts, kind)])],
  );
  const plan = entered && planOf(parts, kind, entered);
  if (!plan) {
    return;
  }
  if (kind === "link" && entered.row) {
    await noteMfaTold(parts, entered.row);
  }
  const foreign = argument !== undefined && !tree.owns(argument);
  if (kind === "link" && !foreign) {
    await runPlan(parts, plan);
  } else {
    await agreeAndRun(parts, plan, foreign);
  }
}

function tenantStep({ store, ours, tree }: CommandParts, kind: Kind): WizardStep<Entered> {
  return async (state, place) => {
    const row = await pickTenant({
      lookOf: tree.lookOf,
      store,
      ours: ours(),
      title: tenantTitles[kind](),
      fits: (one) => one.mark.hidden !== true && (kind === "link" || isLinked(one)),
      marked: state.row,
      place,
    });
    return row && { go: "on", state: { ...state, row } };
  };
}

const tenantTitles: Readonly<Record<Kind, () => string>> = {
  link: () => vscode.l10n.t("Link Partner ID: in which tenant?"),
  update: () => vscode.l10n.t("Change Partner ID: in which tenant?"),
  remove: () => vscode.l10n.t("Remove Link: from which tenant?"),
};

/** Whoever has come through the wizard has read it. What cannot be kept is said once more. */
async function noteMfaTold({ store, memento, log }: CommandParts, { identityId }: Row): Promise<void> {
  const identity = store.identity(identityId);
  const told = new MfaTold(memento);
  if (!identity || !told.isDue(identity)) {
    return;
  }
  try {
    const known = store.identities.map((entry) => entry.identity);
    await told.note(identity, known);
  } catch (error) {
    log.error("remembering what an account was told failed", error);
  }
}

function partnerIdStep(
  { store, journal, ours, memento }: CommandParts,
  kind: "link" | "update",
): WizardStep<Entered> {
  return async (state, place) => {
    const { row, text } = state;
    if (!row) {
      return undefined;
    }
    const present = kind === "update" && row.knowledge.kind === "linked" ? row.knowledge.link.partnerId : "";
    const tenantName = plainText(rowLabel(row));
    const identity = store.identity(row.identityId);
    const accountName = plainText(identity?.label ?? "");
    const answer = await askPartnerId({
      mayNeedMfa: kind === "link" && identity !== undefined && new MfaTold(memento).isDue(identity),
      title:
        kind === "link"
          ? vscode.l10n.t("Link Partner ID in {0} as {1}", tenantName, accountName)
          : vscode.l10n.t("Change Partner ID {2} in {0} as {1}", tenantName, accountName, present),
      place,
      draft: text,
      own: readOwnPartnerIds().filter((one) => one.partnerId !== present),
      recent: recentPartnerIds(journal.runs, ours()).filter((one) => one.partnerId !== present),
    });
    if (answer?.go === "back") {
      return { go: "back", state: { ...state, text: answer.draft } };
    }
    return answer && { go: "on", state: { ...state, text: answer.partnerId, partnerId: answer.partnerId } };
  };
}

function planOf({ store }: CommandParts, kind: Kind, { row, partnerId }: Entered): ChangePlan | undefined {
  const present = row && (store.row(row.id) ?? row); // it may have been read anew meanwhile
  const identity = present && store.identity(present.identityId);
  if (!present || !identity || (kind !== "remove" && partnerId === undefined)) {
    return undefined;
  }
  return planForRow(kind, present, identity, kind === "remove" ? null : (partnerId ?? null));
}

function isLinked({ knowledge }: Row): boolean {
  return knowledge.kind === "linked";
}

async function tellNoneIsLinked(): Promise<void> {
  const check = vscode.l10n.t("Check All Tenants");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("No tenant is known to be linked, so there is nothing to change or remove."),
    check,
  );
  if (choice === check) {
    await vscode.commands.executeCommand(commandIds.checkAll);
  }
}
