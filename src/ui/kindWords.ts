import * as vscode from "vscode";
import { isApplicationId } from "../model/identity.ts";
import type { Row } from "../model/row.ts";

/**
 * How the account stands to the tenant, in a word or two for its row; nothing for a guest, as most are, nor for an application,
 * whose tenants are those that were named for it.
 */
export function shortKindWords({ identityId, tenant: { kind, added } }: Row): string | undefined {
  if (isApplicationId(identityId) && kind !== "lighthouse") {
    return undefined;
  }
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
export function kindWords({ identityId, tenant: { kind, added } }: Row): string {
  if (isApplicationId(identityId) && kind !== "lighthouse") {
    return vscode.l10n.t("Access as an application: a service principal");
  }
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
