import * as vscode from "vscode";
import type { Row } from "../model/row.ts";
import { chooseRow } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { customerFromArgument } from "./rowArgument.ts";
import { plainText, visibleText } from "../ui/plainText.ts";

/** Copies the tenant ID of the given or picked tenant, or of a customer. */
export async function copyTenantId(parts: CommandParts, given: CommandArguments): Promise<void> {
  const found = customerFromArgument(parts, given.argument);
  await (found ? copyText(found.customer.tenantId) : copy(parts, given, (row) => row.tenant.tenantId));
}

/** Copies the partner ID that is linked in the given or picked tenant; says so if there is none. */
export async function copyPartnerId(parts: CommandParts, given: CommandArguments): Promise<void> {
  await copy(parts, given, ({ knowledge }) =>
    knowledge.kind === "linked" ? knowledge.link.partnerId : undefined,
  );
}

async function copy(
  parts: CommandParts,
  { argument }: CommandArguments,
  idOf: (row: Row) => string | undefined,
): Promise<void> {
  const row = await chooseRow(parts, argument, vscode.l10n.t("Copy from which tenant?"));
  if (!row) {
    return;
  }
  const id = idOf(row);
  if (id === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No partner ID is known to be linked in this tenant."),
    );
    return;
  }
  await copyText(id);
}

async function copyText(id: string): Promise<void> {
  await vscode.env.clipboard.writeText(visibleText(id));
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", plainText(id)), 3000);
}
