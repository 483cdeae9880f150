import * as vscode from "vscode";
import type { IdentityEntry } from "../links/identityEntry.ts";
import type { CheckProgress } from "../links/checkProgress.ts";
import type { Closable } from "../links/emitter.ts";
import { Frame } from "./frame.ts";
import { accountText, type ListingText } from "./listingWords.ts";
import { type NoTenants, whyNoTenants } from "./noTenants.ts";
import type { PageParts } from "./pageParts.ts";
import { plainText } from "./plainText.ts";
import { progressWords } from "./progressWords.ts";
import type { Note, Notes, Offer } from "./protocol.ts";

/** So many accounts are named; the tree has them all. */
const mostNamed = 4;

/** Each is a message to the page, and nobody reads faster. Milliseconds. */
const notesFrame = 100;

/**
 * Keeps a page up to date about what is no row: why there are none, accounts whose tenants are not all there, and how far checks
 * are. Else a page would show too few tenants and look as if these were all.
 */
export class PageNotes implements Closable {
  readonly #parts: Pick<PageParts, "store" | "tree" | "sweep">;
  readonly #subscriptions: vscode.Disposable;
  #progress: CheckProgress | undefined;
  #sent = "";

  /** @param send sends what is to be said from now on. */
  constructor(parts: Pick<PageParts, "store" | "tree" | "sweep">, send: (notes: Notes) => void) {
    this.#parts = parts;
    const frame = new Frame(() => {
      const notes = this.#notes();
      if (this.#isNews(notes)) {
        send(notes);
      }
    }, notesFrame);
    this.#subscriptions = vscode.Disposable.from(
      frame,
      parts.store.onDidChange(({ kind }) => kind !== "rows" && frame.ask()),
      parts.sweep.onDidProgress((progress) => {
        this.#progress = progress;
        frame.ask();
      }),
    );
  }

  /** What is to be said now, which the page is told together with everything else. */
  first(): Notes {
    const notes = this.#notes();
    this.#isNews(notes);
    return notes;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #isNews(notes: Notes): boolean {
    const before = this.#sent;
    this.#sent = JSON.stringify(notes);
    return before !== this.#sent;
  }

  #notes(): Notes {
    const { store } = this.#parts;
    const { identities } = store;
    const progress = progressNote(this.#progress);
    const notes = { list: this.#listings(), ...(progress && { progress }) };
    if (identities.some(({ identity }) => store.countOf(identity.id) > 0)) {
      return notes;
    }
    const hasFailed = identities.some(({ listing }) => listing.kind === "failed");
    return { ...notes, none: noneWords[hasFailed ? "failed" : whyNoTenants(identities)]() };
  }

  #listings(): Note[] {
    const { store, tree } = this.#parts;
    const notes = store.identities.flatMap((entry) => {
      const rows = store.countOf(entry.identity.id);
      const text = hasToBeSaid(entry, rows)
        ? (tree.ownText(entry) ?? accountText(entry.listing, rows))
        : undefined;
      return text?.words === undefined ? [] : [listingNote(entry, text)];
    });
    const named = notes.slice(0, mostNamed);
    const others = notes.length - named.length;
    const rest: Note = {
      icon: "ellipsis",
      tone: "attention",
      words: vscode.l10n.t("{0} more identities: see the Tenants view.", others),
    };
    return others > 0 ? [...named, rest] : named;
  }
}

/** A list that is got anew is nothing to speak of as long as the tenants of before are there. */
function hasToBeSaid({ listing: { kind } }: IdentityEntry, rows: number): boolean {
  return kind !== "listed" && kind !== "personal" && (kind !== "listing" || rows === 0);
}

function listingNote({ identity, listing }: IdentityEntry, { icon, words, sentences }: ListingText): Note {
  const needsSignIn = listing.kind === "accessNotGranted" || listing.kind === "signedOut";
  // A principal signs in with what the tree asks for.
  const signsIn = needsSignIn && identity.source === "vscode";
  const mayRefresh = listing.kind === "failed" || listing.kind === "notListed";
  const offer = signsIn ? offers.signIn() : mayRefresh ? offers.refresh() : undefined;
  return {
    icon,
    tone: listing.kind === "failed" ? "bad" : needsSignIn ? "attention" : "quiet",
    words: `${plainText(identity.label)} · ${words ?? ""}.`,
    ...(sentences[0] !== undefined && { detail: sentences[0] }),
    ...(offer && { offer }),
  };
}

function progressNote(progress: CheckProgress | undefined): Note | undefined {
  const words = progressWords(progress);
  if (words === "") {
    return undefined;
  }
  return progress?.pausedBy === undefined
    ? { icon: "loading~spin", tone: "quiet", words, offer: offers.stop() }
    : { icon: "debug-pause", tone: "attention", words, offer: offers.continueChecking() };
}

const offers = {
  signIn: () => ({ name: "signIn", label: vscode.l10n.t("Sign In") }),
  refresh: () => ({ name: "refresh", label: vscode.l10n.t("Refresh") }),
  showTenants: () => ({ name: "refresh", label: vscode.l10n.t("Show My Tenants") }),
  addTenant: () => ({ name: "addTenant", label: vscode.l10n.t("Add Tenant…") }),
  addIdentity: () => ({ name: "addIdentity", label: vscode.l10n.t("Add Service Principal…") }),
  continueChecking: () => ({ name: "continueChecking", label: vscode.l10n.t("Continue Checking") }),
  stop: () => ({ name: "stop", label: vscode.l10n.t("Stop") }),
} as const satisfies Readonly<Record<string, () => Offer>>;

/** What stands where the tenants would be. */
const noneWords: Readonly<Record<NoTenants | "failed", () => NonNullable<Notes["none"]>>> = {
  start: () => ({
    title: noneYet(),
    text: vscode.l10n.t(
      "Sign in to see in which of your customers' tenants your work is linked to your company's partner ID.",
    ),
    offers: [offers.signIn(), offers.showTenants()],
  }),
  signedOut: () => ({
    title: noneYet(),
    text: vscode.l10n.t("You are not signed in to VS Code with a Microsoft account."),
    offers: [offers.signIn(), offers.addIdentity()],
  }),
  noAccess: () => ({
    title: noneYet(),
    text: vscode.l10n.t(
      "VS Code knows your Microsoft account, but this extension may not use it yet. Signing in asks you to allow it.",
    ),
    offers: [offers.signIn()],
  }),
  noTenants: () => ({
    title: vscode.l10n.t("No Tenants"),
    text: vscode.l10n.t(
      "Azure lists no tenants for your accounts. Add one by its ID or domain if you know better.",
    ),
    offers: [offers.addTenant(), offers.signIn()],
  }),
  busy: () => ({
    title: vscode.l10n.t("Listing Tenants…"),
    text: vscode.l10n.t("Your tenants appear here as they are found."),
    offers: [],
  }),
  failed: () => ({
    title: noneYet(),
    text: vscode.l10n.t("The tenants could not be listed."),
    offers: [offers.refresh()],
  }),
};

function noneYet(): string {
  return vscode.l10n.t("No Tenants Yet");
}
