import * as vscode from "vscode";
import type { CheckProgress } from "../links/checkProgress.ts";
import type { Closable } from "../links/emitter.ts";
import type { IdentityEntry } from "../links/identityEntry.ts";
import type { Identity } from "../model/identity.ts";
import type { PalError, PalErrorCode } from "../model/palError.ts";
import { Frame } from "./frame.ts";
import { accountText, type ListingText } from "./listingWords.ts";
import type { NoteOffers, OfferName } from "./noteOffers.ts";
import { noneWords } from "./noneWords.ts";
import { whyNoTenants } from "./noTenants.ts";
import type { PageParts } from "./pageParts.ts";
import { plainText } from "./plainText.ts";
import { progressWords } from "./progressWords.ts";
import type { Note, Notes, Offer } from "./protocol.ts";

/** So many accounts are named; the tree has them all. */
const mostNamed = 4;

/** Each is a message to the page, and nobody reads faster. Milliseconds. */
const notesFrame = 100;

/** What the notes are made of. */
type NotesParts = Pick<PageParts, "store" | "tree" | "sweep">;

/**
 * Keeps a page up to date about what is no row: why there are none, accounts whose tenants are not all there, and how far checks
 * are. Else a page would show too few tenants and look as if these were all.
 */
export class PageNotes implements Closable {
  readonly #parts: NotesParts;
  readonly #offers: NoteOffers;
  readonly #subscriptions: vscode.Disposable;
  #sent = "";

  /**
   * @param offers what this page was offered, also before it was loaded anew.
   * @param send sends what is to be said from now on.
   */
  constructor(parts: NotesParts, offers: NoteOffers, send: (notes: Notes) => void) {
    this.#parts = parts;
    this.#offers = offers;
    const frame = new Frame(() => {
      const notes = this.#notes();
      if (this.#isNews(notes)) {
        send(notes);
      }
    }, notesFrame);
    this.#subscriptions = vscode.Disposable.from(
      frame,
      parts.store.onDidChange(({ kind }) => {
        if (kind !== "rows") {
          frame.ask();
        }
      }),
      parts.sweep.onDidProgress(() => frame.ask()),
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
    const { store, sweep } = this.#parts;
    const { identities } = store;
    this.#offers.clear();
    const progress = this.#progressNote(sweep.progress);
    const notes = { list: this.#listings(), ...(progress && { progress }) };
    if (identities.some(({ identity }) => store.countOf(identity.id) > 0)) {
      return notes;
    }
    const { offers, ...words } = noneWords[whyNoTenants(store)]();
    return { ...notes, none: { ...words, offers: offers.map((name) => this.#offers.offer(name)) } };
  }

  #listings(): Note[] {
    const { store } = this.#parts;
    const missing = store.identities.filter((entry) => isMissing(entry, store.countOf(entry.identity.id)));
    const named = missing.slice(0, mostNamed).map((entry) => this.#listingNote(entry));
    const others = missing.length - named.length;
    return others > 0 ? [...named, moreNote(others)] : named;
  }

  #listingNote(entry: IdentityEntry): Note {
    const { identity, listing } = entry;
    const { icon, words = "", sentences } = this.#textOf(entry);
    const offer = this.#offerFor(entry);
    return {
      icon,
      tone: listing.kind === "failed" ? "bad" : needsSignIn(entry) ? "attention" : "quiet",
      words: vscode.l10n.t("{0}: {1}", plainText(identity.label), words),
      ...(sentences[0] !== undefined && { detail: sentences[0] }),
      ...(offer && { offer }),
    };
  }

  /** What the tree says of a principal speaks of its list only where that failed. */
  #textOf(entry: IdentityEntry): ListingText {
    const { store, tree } = this.#parts;
    const speaksOfList = needsSignIn(entry) || entry.listing.kind === "failed";
    const own = speaksOfList ? tree.ownText(entry) : undefined;
    return own ?? accountText(entry.listing, store.countOf(entry.identity.id));
  }

  #offerFor(entry: IdentityEntry): Offer | undefined {
    const { id } = entry.identity;
    switch (entry.listing.kind) {
      case "accessNotGranted":
      case "signedOut":
        return this.#offers.offer("signIn", id);
      case "failed":
        return this.#offers.offer(helpFor(entry.listing.error, entry.identity), id);
      case "notListed":
        return this.#offers.offer("refresh", id);
      case "waiting":
        return this.#offers.offer("stop");
      default:
        return undefined;
    }
  }

  #progressNote(progress: CheckProgress | undefined): Note | undefined {
    const words = progressWords(progress);
    if (words === "") {
      return undefined;
    }
    return progress?.pausedBy === undefined
      ? { icon: "loading~spin", tone: "quiet", words, offer: this.#offers.offer("stop") }
      : { icon: "debug-pause", tone: "attention", words, offer: this.#offers.offer("continueChecking") };
  }
}

/** Whether tenants of an identity may be missing. A list that is got anew is nothing to speak of: those of before are there. */
function isMissing({ listing: { kind } }: IdentityEntry, rows: number): boolean {
  return kind !== "listed" && kind !== "personal" && (kind !== "listing" || rows === 0);
}

function needsSignIn({ listing: { kind } }: IdentityEntry): boolean {
  return kind === "accessNotGranted" || kind === "signedOut";
}

/** What may come right by itself is tried again; else whoever it is has to do something. */
function helpFor({ code }: PalError, { source }: Identity): OfferName {
  const mayPass: readonly PalErrorCode[] = [
    "throttled",
    "serverError",
    "unreachable",
    "timedOut",
    "unreadableAnswer",
    "answerTooLarge",
    "unexpectedAnswer",
    "redirected",
    "wrongHost",
  ];
  if (mayPass.includes(code)) {
    return "refresh";
  }
  return source === "vscode" ? "signIn" : "renewIdentity";
}

function moreNote(others: number): Note {
  return {
    icon: "ellipsis",
    tone: "attention",
    words:
      others === 1
        ? vscode.l10n.t("1 more identity: see the Tenants view.")
        : vscode.l10n.t("{0} more identities: see the Tenants view.", others),
  };
}
