import * as vscode from "vscode";
import type { Identity } from "../model/identity.ts";
import { asPalError } from "../model/palError.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { parseTenantReference, type TenantReference } from "../model/tenantReference.ts";
import { cancellable } from "../ui/cancellable.ts";
import { plainText } from "../ui/plainText.ts";
import { showError } from "../ui/showError.ts";
import { chooseIdentity } from "./chooseIdentity.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { readTenantArguments } from "./rowArgument.ts";

/**
 * Add Tenant…: lists are incomplete for some identities and for new invitations. The tenant is looked up at Entra ID, which
 * needs no token, and then checked like any other.
 */
export async function addTenant(
  parts: CommandParts,
  { argument, answered }: CommandArguments,
): Promise<void> {
  const identity = await chooseIdentity(parts, argument, vscode.l10n.t("Add a tenant for which account?"));
  if (identity) {
    await askAndAdd(parts, identity, readTenantArguments(argument).tenantId ?? "", answered);
  }
}

async function askAndAdd(
  parts: CommandParts,
  identity: Identity,
  suggestion: string,
  answered?: () => void,
): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Add Tenant for {0}", plainText(identity.label)),
    prompt: vscode.l10n.t("The tenant's ID or one of its domains"),
    placeHolder: vscode.l10n.t("For example fabrikam.com or fabrikam.onmicrosoft.com"),
    value: suggestion,
    ignoreFocusOut: true,
    validateInput: (input) =>
      input.trim() === "" || parseTenantReference(input)
        ? undefined
        : vscode.l10n.t("This is neither a tenant ID nor a domain."),
  });
  answered?.();
  const reference = text === undefined ? undefined : parseTenantReference(text);
  if (text === undefined || !reference) {
    return;
  }
  try {
    const row = await cancellable(vscode.l10n.t("Looking up {0}", plainText(text)), (signal) =>
      findAndAdd(parts, identity, reference, signal),
    );
    await reveal(parts, row);
  } catch (error) {
    parts.log.error("looking up a tenant failed", asPalError(error));
    const what = vscode.l10n.t("{0} was not added.", plainText(text));
    await showError(what, error, () => askAndAdd(parts, identity, text));
  }
}

async function findAndAdd(
  { directory, store, memory, sweep, principals }: CommandParts,
  identity: Identity,
  reference: TenantReference,
  signal: AbortSignal,
): Promise<Row> {
  const domain = reference.kind === "domain" ? reference.domain : undefined;
  const name = reference.kind === "domain" ? reference.domain : reference.tenantId;
  const tenantId = await directory.findTenantId(identity.cloud, name, signal);
  if (identity.source === "servicePrincipal") {
    await principals.addTenants(identity.id, [tenantId]);
  }
  const row = store.addTenant(identity.id, tenantId, domain);
  if (row.mark.hidden) {
    await memory.mark([tenantId], ({ hidden: _hidden, ...others }) => others);
  }
  await sweep.check([row.id]);
  return row;
}

/** Shows the row, also if a filter would leave it out. */
async function reveal({ scope, tree, view }: CommandParts, row: Row): Promise<void> {
  if (!tree.nodeOf(row.id)) {
    scope.change({ text: "", onlyAttention: false });
  }
  const node = tree.nodeOf(row.id);
  if (node) {
    await view.reveal(node, { select: true, focus: true });
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t("{0} is in the list.", plainText(rowLabel(row))), 5000);
}
