import * as vscode from "vscode";
import type { Tenant } from "../model/tenant.ts";

/** How the account stands to the tenant, in a word or two for its row; nothing for a guest, as most are. */
export function shortKindWords({ kind, added }: Tenant): string | undefined {
  switch (kind) {
    case "home":
      return vscode.l10n.t("home");
    case "lighthouse":
      return vscode.l10n.t("through Lighthouse");
    case "guest":
      return added ? vscode.l10n.t("added by you") : undefined;
    default:
      return kind satisfies never;
  }
}

/** The same, said in full. */
export function kindWords({ kind, added }: Tenant): string {
  switch (kind) {
    case "home":
      return vscode.l10n.t("Home tenant of the account");
    case "lighthouse":
      return vscode.l10n.t("Managed through Azure Lighthouse");
    case "guest":
      return added
        ? vscode.l10n.t("Added by you; Azure's list need not hold it")
        : vscode.l10n.t("The account is a guest or a member");
    default:
      return kind satisfies never;
  }
}
