import * as vscode from "vscode";
import type { OfferName } from "./noteOffers.ts";
import type { NoTenants } from "./noTenants.ts";

/** What stands where tenants would be. */
interface NoneWords {
  readonly title: string;
  readonly text: string;
  /** The most helpful first. */
  readonly offers: readonly OfferName[];
}

/** What is said, and offered, where no tenant is known, by the reason for that. */
export const noneWords: Readonly<Record<NoTenants, () => NoneWords>> = {
  start: () => ({
    title: noneYet(),
    text: vscode.l10n.t(
      "Sign in to see in which of your customers' tenants your work is linked to your company's partner ID. If you are signed in already, refresh.",
    ),
    offers: ["signIn", "refresh"],
  }),
  signedOut: () => ({
    title: noneYet(),
    text: vscode.l10n.t("You are not signed in to VS Code with a Microsoft account."),
    offers: ["signIn", "addIdentity"],
  }),
  noAccess: () => ({
    title: noneYet(),
    text: vscode.l10n.t(
      "VS Code knows your Microsoft account, but this extension may not use it yet. Signing in asks you to allow it.",
    ),
    offers: ["signIn"],
  }),
  needsSignIn: () => ({
    title: noneYet(),
    text: vscode.l10n.t("Whoever is named below has to sign in before their tenants can be listed."),
    offers: [],
  }),
  busy: () => ({
    title: vscode.l10n.t("Listing Tenants…"),
    text: vscode.l10n.t("Your tenants appear here as they are found."),
    offers: [],
  }),
  failed: () => ({
    title: noneYet(),
    text: vscode.l10n.t("The tenants could not be listed."),
    offers: ["refresh"],
  }),
  noTenants: () => ({
    title: vscode.l10n.t("No Tenants"),
    text: vscode.l10n.t(
      "Azure lists no tenants for your accounts. Add one by its ID or domain if you know better.",
    ),
    offers: ["addTenant", "signIn"],
  }),
};

function noneYet(): string {
  return vscode.l10n.t("No Tenants Yet");
}
