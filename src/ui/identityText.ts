import * as vscode from "vscode";
import type { IdentityEntry } from "../links/identityEntry.ts";
import { cloudWords } from "./cloudWords.ts";
import { figuresWords } from "./figuresWords.ts";
import { accountText, type ListingText } from "./listingWords.ts";
import { inertMarkdown } from "./markdown.ts";
import { plainText } from "./plainText.ts";
import type { Figures } from "./tally.ts";

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
  own: ListingText | undefined,
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

/** Nobody finds it: signing out is not the extension's to offer. */
export function signOutHint(): string {
  return vscode.l10n.t("To sign out, use the Accounts menu of VS Code.");
}
