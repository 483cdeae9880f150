import * as vscode from "vscode";
import { chooseRow } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";

/** Opens the Azure portal in the given or picked tenant, on the page that shows one's own partner link. */
export async function openInPortal(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  const row = await chooseRow(parts, argument, vscode.l10n.t("Open which tenant in the portal?"));
  const identity = row && parts.store.identity(row.identityId);
  if (row && identity) {
    const { portal } = parts.clouds.find(identity.cloud);
    const page = "#blade/Microsoft_Azure_Billing/managementpartnerblade"; // the page that aka.ms/partneradminlink names
    await vscode.env.openExternal(vscode.Uri.parse(`${portal}/${row.tenant.tenantId}/${page}`, true));
  }
}
