import * as vscode from "vscode";
import type { Customer } from "../model/delegation.ts";
import type { Row } from "../model/row.ts";
import { chooseRow } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { customerFromArgument } from "./rowArgument.ts";
import { rawText } from "../model/untrusted.ts";
import { plainText } from "../ui/plainText.ts";

/**
 * Opens the Azure portal in the given or picked tenant, on the page that shows one's own partner link; for a customer, on what
 * it delegated.
 */
export async function openInPortal(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  const found = customerFromArgument(parts, argument);
  if (found) {
    await openDelegated(parts, found);
    return;
  }
  const row = await chooseRow(parts, argument, vscode.l10n.t("Open which tenant in the portal?"));
  // The page that aka.ms/partneradminlink names.
  await (row &&
    open(parts, row, `${row.tenant.tenantId}/#blade/Microsoft_Azure_Billing/managementpartnerblade`));
}

/** The subscription as the home tenant sees it: nobody needs an account at the customer's for that. */
async function openDelegated(
  parts: CommandParts,
  { home, customer }: { readonly home: Row; readonly customer: Customer },
): Promise<void> {
  const scopes = customer.delegations.map(({ subscriptionId, resourceGroup = "" }) => {
    const group = resourceGroup === "" ? "" : `/resourceGroups/${rawText(resourceGroup)}`;
    return { label: plainText(`${subscriptionId}${group}`), path: `${subscriptionId}${group}` };
  });
  const scope =
    scopes.length === 1
      ? scopes[0]
      : await vscode.window.showQuickPick(scopes, {
          placeHolder: vscode.l10n.t("Open which subscription in the portal?"),
        });
  await (scope &&
    open(parts, home, `#@${home.tenant.tenantId}/resource/subscriptions/${encodeURI(scope.path)}/overview`));
}

async function open({ clouds, store }: CommandParts, { identityId }: Row, page: string): Promise<void> {
  const identity = store.identity(identityId);
  if (identity) {
    await vscode.env.openExternal(vscode.Uri.parse(`${clouds.find(identity.cloud).portal}/${page}`, true));
  }
}
