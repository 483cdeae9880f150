import * as vscode from "vscode";
import type { IdentityEntry, Listing } from "../links/identityEntry.ts";
import { errorWords } from "./errorWords.ts";
import { figuresWords } from "./figuresWords.ts";
import { inertMarkdown } from "./markdown.ts";
import { plainText } from "./plainText.ts";
import type { Figures } from "./tally.ts";
import { timeOfDay } from "./timeWords.ts";

/** An identity in words: its name, how its listing stands, and the whole as a sentence. */
export interface IdentityText {
  readonly label: string;
  readonly description: string;
  readonly tooltip: vscode.MarkdownString;
  readonly spoken: string;
  readonly icon: string;
  readonly context: IdentityContext;
}

/** The end of the context value `identity.<…>`, which decides about the actions. */
export type IdentityContext = Listing["kind"] | "noTenants";

interface Look {
  readonly icon: string;
  /** A few words; nothing while all is well. */
  readonly words?: string;
  /** What it means and what to do. */
  readonly sentence?: string;
}

/** Renders an identity of the tree. @param rows how many tenants are known for it. */
export function identityText(entry: IdentityEntry, rows: number, figures: Figures): IdentityText {
  const label = plainText(entry.identity.label);
  const context = entry.listing.kind === "listed" && rows === 0 ? "noTenants" : entry.listing.kind;
  const { icon, words, sentence } = context === "noTenants" ? empty() : look(entry.listing);
  const description = [words ?? "", figuresWords(figures)].filter((part) => part !== "").join(" · ");
  const tooltip = new vscode.MarkdownString("", true).appendMarkdown(
    `$(account) **${inertMarkdown(label)}**`,
  );
  for (const text of [sentence, figuresWords(figures), signOutHint()]) {
    tooltip.appendMarkdown(`\n\n${inertMarkdown(text ?? "")}`);
  }
  const spoken = [label, description, sentence ?? ""].filter((part) => part !== "").join(". ");
  return { label, description, icon, context, tooltip, spoken };
}

/** Nobody finds it: signing out is not the extension's to offer. */
export function signOutHint(): string {
  return vscode.l10n.t("To sign out, use the Accounts menu of VS Code.");
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
