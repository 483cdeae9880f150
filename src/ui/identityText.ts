import * as vscode from "vscode";
import type { IdentityEntry, Listing } from "../links/linkStore.ts";
import { errorWords } from "./errorWords.ts";
import { plainText } from "./plainText.ts";

/** An identity in words: its name, how its listing stands, and the whole as a sentence. */
export interface IdentityText {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: string;
}

/** Renders an identity of the tree. */
export function identityText({ identity, listing }: IdentityEntry): IdentityText {
  const label = plainText(identity.label);
  const { icon, description, sentence } = listingLook(listing);
  return { label, description, icon, tooltip: sentence === "" ? label : `${label}. ${sentence}` };
}

function listingLook(listing: Listing): { icon: string; description: string; sentence: string } {
  switch (listing.kind) {
    case "notListed":
      return {
        icon: "account",
        description: vscode.l10n.t("not listed yet"),
        sentence: vscode.l10n.t("Refresh to see the tenants of this account."),
      };
    case "listing":
      return { icon: "account", description: vscode.l10n.t("listing tenants…"), sentence: "" };
    case "listed":
      return { icon: "account", description: "", sentence: "" };
    case "accessNotGranted":
      return {
        icon: "lock",
        description: vscode.l10n.t("access not granted"),
        sentence: vscode.l10n.t("Sign in with this account to let this extension see its tenants."),
      };
    case "signedOut":
      return {
        icon: "sign-in",
        description: vscode.l10n.t("signed out"),
        sentence: vscode.l10n.t("The sign-in of this account has ended. Sign in again to go on."),
      };
    case "personal":
      return {
        icon: "person",
        description: vscode.l10n.t("personal account"),
        sentence: vscode.l10n.t(
          "A personal Microsoft account has no directory of its own, so Azure lists no tenants for it. Add the tenants where it is a guest.",
        ),
      };
    case "failed":
      return {
        icon: "error",
        description: vscode.l10n.t("listing failed"),
        sentence: errorWords(listing.error),
      };
    default:
      return listing satisfies never;
  }
}
