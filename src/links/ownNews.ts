import type { Row } from "../model/row.ts";
import { aboveRemembered, mergeRow, type RememberedRow } from "../model/snapshot.ts";
import type { Listing } from "./identityEntry.ts";

/** What this window learnt itself and has not written yet: no time that is still to come makes anything newer. */
export class OwnNews {
  /** What was learnt, and after how many texts that were to be written. */
  readonly #learnt = new WeakMap<object, number>();
  #texts = 0;
  /** What was learnt before that text is written. */
  #written = 0;

  /** Notes what work on a row has learnt. */
  note(before: Row, { knowledge, reason, attempt, triedAt, triedOrder }: Row): void {
    if (knowledge !== before.knowledge) {
      this.#add(knowledge);
    }
    if (reason && reason !== before.reason) {
      this.#add(reason);
    }
    if (triedAt !== undefined && (triedAt !== before.triedAt || triedOrder !== before.triedOrder)) {
      this.#add(attempt);
    }
  }

  /** Notes that tenants were listed. */
  noteListing(listing: Listing): void {
    this.#add(listing);
  }

  /**
   * Whether the list is news; from then on it is none.
   *
   * @param isWriting it stays news until it is written, which may take another try.
   */
  takeListing(listing: Listing, isWriting: boolean): boolean {
    const isNews = this.#has(listing);
    if (!isWriting) {
      this.#learnt.delete(listing);
    }
    return isNews;
  }

  /**
   * What both know of a row. From then on nothing of it is news: what is remembered later may be newer.
   *
   * @param isWriting it stays news until it is written, which may take another try.
   */
  merge(row: Row, remembered: RememberedRow, now: number, isWriting: boolean): Row {
    const ours = aboveRemembered(row, remembered, (learnt) => this.#has(learnt), now);
    for (const part of ["knowledge", "attempt", "reason"] as const) {
      const [learnt, raised] = [row[part], ours[part]];
      const text = learnt && this.#learnt.get(learnt);
      if (learnt && !isWriting) {
        this.#learnt.delete(learnt);
      } else if (raised && text !== undefined) {
        this.#learnt.set(raised, text);
      }
    }
    return mergeRow(ours, remembered);
  }

  /** All of it is to be written. Once it is, `written` has to be called: from then on others may know more. */
  take(): { readonly written: () => void } {
    this.#texts += 1;
    const text = this.#texts;
    return { written: () => (this.#written = Math.max(this.#written, text)) };
  }

  #add(learnt: object): void {
    this.#learnt.set(learnt, this.#texts);
  }

  #has(learnt: object): boolean {
    return (this.#learnt.get(learnt) ?? -1) >= this.#written;
  }
}
