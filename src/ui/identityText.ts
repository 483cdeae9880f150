import * as vscode from "vscode";
import type { IdentityEntry, Listing } from "../links/identityEntry.ts";
import { cloudWords } from "./cloudWords.ts";
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
  /** `identity.<…>` or `principal.<…>`, which decides about the actions. */
  readonly context: string;
}

/** What is said of an identity that is no account. */
export interface OwnIdentityText {
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
 * Renders an identity of the tree.
 *
 * @param rows how many tenants are known for it.
 * @param own what is said of it if it is no account.
 */
export function identityText(
  entry: IdentityEntry,
  rows: number,
  figures: Figures,
  own: OwnIdentityText | undefined,
): IdentityText {
  const { pinned } = entry.identity;
  const label = plainText(entry.identity.label);
  const { icon, context, words, sentences } = own ?? accountText(entry.listing, rows);
  const figured = figuresWords(figures);
  const description = [cloudText(entry), words ?? "", figured].filter((part) => part !== "").join(" · ");
  const tooltip = new vscode.MarkdownString("", true).appendMarkdown(
    `$(${own ? "key" : "account"}) **${inertMarkdown(label)}**`,
  );
  const top = pinned ? [vscode.l10n.t("Pinned to the top.")] : [];
  const all = own ? [figured, ...sentences, ...top] : [...sentences, figured, ...top, signOutHint()];
  for (const text of all) {
    tooltip.appendMarkdown(`\n\n${inertMarkdown(text)}`);
  }
  const spoken = [label, description, sentences[0] ?? "", ...top].filter((part) => part !== "").join(". ");
  return {
    label,
    description,
    icon,
    context: `${own ? "principal" : "identity"}.${context}${pinned ? ";pinned" : ""}`,
    tooltip,
    spoken,
  };
}

/** Which cloud it is in, where that is not the one that nearly all are in. */
function cloudText({ identity: { cloud } }: IdentityEntry): string {
  return cloud === "public" ? "" : cloudWords({ name: cloud });
}

function accountText(listing: Listing, rows: number): OwnIdentityText {
  const context = listing.kind === "listed" && rows === 0 ? "noTenants" : listing.kind;
  const { sentence, ...others } = context === "noTenants" ? empty() : look(listing);
  return { ...others, context, sentences: sentence === undefined ? [] : [sentence] };
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
