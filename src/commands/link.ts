import * as vscode from "vscode";
import type { LinkOutcome } from "../links/linkChange.ts";
import type { Identity } from "../model/identity.ts";
import { asPalError } from "../model/palError.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { askPartnerId } from "../ui/askPartnerId.ts";
import { plainText } from "../ui/plainText.ts";
import { showError } from "../ui/showError.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { chooseRow } from "./chooseRow.ts";
import { readTenantArguments } from "./rowArgument.ts";

/**
 * Link Partner ID…: the tenant (picked unless given), the partner ID (always shown before anything is sent), then
 * read → PUT → read with the row spinning, and the result in words.
 */
export async function link(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  const { store, ours } = parts;
  const row = await chooseRow(parts, argument, vscode.l10n.t("Link Partner ID: in which tenant?"));
  const identity = row && store.identity(row.identityId);
  if (!row || !identity) {
    return;
  }
  const suggestion = readTenantArguments(argument).partnerId ?? [...ours()][0];
  const partnerId = await askPartnerId(rowLabel(row), identity.label, suggestion);
  if (partnerId !== undefined) {
    await linkAndTell(parts, row, identity, partnerId);
  }
}

async function linkAndTell(
  parts: CommandParts,
  row: Row,
  identity: Identity,
  partnerId: string,
): Promise<void> {
  const tenantName = plainText(rowLabel(row));
  const accountName = plainText(identity.label);
  const title = vscode.l10n.t("Linking {0} in {1}", partnerId, tenantName);
  try {
    const outcome = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_progress, cancelled) => {
        const stop = new AbortController();
        cancelled.onCancellationRequested(() => stop.abort());
        return parts.change.link({
          identity,
          row,
          partnerId,
          signal: stop.signal,
          signIn: (challenge) =>
            parts.gate.interactive(identity, row.tenant.tenantId, {
              detail:
                challenge === undefined
                  ? vscode.l10n.t(
                      "To link {0} in {1}, sign in there as {2}.",
                      partnerId,
                      tenantName,
                      accountName,
                    )
                  : vscode.l10n.t(
                      "{1} asks {2} for multi-factor authentication before {0} can be linked.",
                      partnerId,
                      tenantName,
                      accountName,
                    ),
              ...(challenge !== undefined && { challenge }),
            }),
        });
      },
    );
    void vscode.window.showInformationMessage(outcomeWords(outcome, tenantName));
  } catch (error) {
    const what =
      asPalError(error).code === "unclear"
        ? vscode.l10n.t("It is not known whether {0} is linked in {1}.", partnerId, tenantName)
        : vscode.l10n.t("{0} was not linked in {1}.", partnerId, tenantName);
    await showError(what, error, () => linkAndTell(parts, row, identity, partnerId));
  }
}

function outcomeWords({ kind, link: { partnerId, partnerName } }: LinkOutcome, tenantName: string): string {
  const name = partnerName === undefined ? vscode.l10n.t("no name given") : `“${plainText(partnerName)}”`;
  switch (kind) {
    case "linked":
      return vscode.l10n.t("Linked {0}, {1}, in {2}.", partnerId, name, tenantName);
    case "alreadyLinked":
      return vscode.l10n.t(
        "{0}, {1}, is already linked in {2}. There was nothing to do.",
        partnerId,
        name,
        tenantName,
      );
    case "linkedToOther":
      return vscode.l10n.t("{2} is linked to {0}, {1}. Nothing was changed.", partnerId, name, tenantName);
    default:
      return kind satisfies never;
  }
}
