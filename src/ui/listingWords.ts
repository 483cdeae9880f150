import * as vscode from "vscode";
import type { Listing } from "../links/identityEntry.ts";
import { errorWords } from "./errorWords.ts";
import { timeOfDay } from "./timeWords.ts";

/** How far the tenants of an identity are known, in words. */
export interface ListingText {
  readonly icon: string;
  /** The end of its context value. */
  readonly context: string;
  /** A few words; nothing while all is well. */
  readonly words?: string;
  /** What it means, what to do, and what is known of it. */
  readonly sentences: readonly string[];
}

interface Look {
  readonly icon: string;
  /** A few words; nothing while all is well. */
  readonly words?: string;
  /** What it means and what to do. */
  readonly sentence?: string;
}

/**
 * What is said of an account.
 *
 * @param rows how many tenants are known for it.
 */
export function accountText(listing: Listing, rows: number): ListingText {
  const context = listing.kind === "listed" && rows === 0 ? "noTenants" : listing.kind;
  const { sentence, ...others } = context === "noTenants" ? empty() : look(listing);
  return { ...others, context, sentences: sentence === undefined ? [] : [sentence] };
}

function empty(): Look {
  return {
    icon: "account",
    words: vscode.l10n.t("no tenants"),
    sentence: vscode.l10n.t(
      "Azure lists no tenants for this account. Add one by its ID or domain if you know better.",
    ),
  };
}

function look(listing: Listing): Look {
  switch (listing.kind) {
    case "notListed":
      return {
        icon: "account",
        words: vscode.l10n.t("not listed yet"),
        sentence: vscode.l10n.t("Refresh to see the tenants of this account."),
      };
    case "listing":
      return { icon: "loading~spin", words: vscode.l10n.t("listing tenants…") };
    case "waiting":
      return {
        icon: "watch",
        words: vscode.l10n.t("Azure asks to wait until {0}", timeOfDay(listing.until)),
        sentence: vscode.l10n.t(
          "Azure received too many requests. The tenants are listed as soon as it allows; Stop ends the wait.",
        ),
      };
    case "listed":
      return { icon: "account" };
    case "accessNotGranted":
      return {
        icon: "lock",
        words: vscode.l10n.t("access not granted"),
        sentence: vscode.l10n.t("Sign in with this account to let this extension see its tenants."),
      };
    case "signedOut":
      return {
        icon: "sign-in",
        words: vscode.l10n.t("signed out"),
        sentence: vscode.l10n.t("The sign-in of this account has ended. Sign in again to go on."),
      };
    case "personal":
      return {
        icon: "person",
        words: vscode.l10n.t("personal account"),
        sentence: vscode.l10n.t(
          "A personal Microsoft account has no directory of its own, so Azure lists no tenants for it. Add the tenants where it is a guest.",
        ),
      };
    case "failed":
      return {
        icon: listing.error.code === "throttled" ? "watch" : "error",
        words:
          listing.error.code === "throttled"
            ? vscode.l10n.t("Azure is busy")
            : vscode.l10n.t("listing failed"),
        sentence: errorWords(listing.error),
      };
    default:
      return listing satisfies never;
  }
}
