import type { Row } from "../model/row.ts";
import { aboveRemembered, mergeRow, type RememberedRow } from "../model/snapshot.ts";
import type { Listing } from "./identityEntry.ts";

/** What this window learnt itself and has not written yet: no time that is still to come makes anything newer. */
export class OwnNews {
  #learnt = new WeakSet<object>();

  /** Notes what work on a row has learnt. */
  note(before: Row, { knowledge, reason, attempt, triedAt, triedOrder }: Row): void {
    if (knowledge !== before.knowledge) {
      this.#learnt.add(knowledge);
    }
    if (reason && reason !== before.reason) {
      this.#learnt.add(reason);
    }
    if (triedAt !== undefined && (triedAt !== before.triedAt || triedOrder !== before.triedOrder)) {
      this.#learnt.add(attempt);
    }
  }

  /** Notes that tenants were listed. */
  noteListing(listing: Listing): void {
    this.#learnt.add(listing);
  }

  /** Whether the list is news; from then on it is none. */
  takeListing(listing: Listing): boolean {
    return this.#learnt.delete(listing);
  }

  /** What both know of a row. From then on nothing of it is news: what is remembered later may be newer. */
  merge(row: Row, remembered: RememberedRow, now: number): Row {
    const ours = aboveRemembered(row, remembered, (learnt) => this.#learnt.has(learnt), now);
    for (const learnt of [row.knowledge, row.attempt, row.reason]) {
      if (learnt) {
        this.#learnt.delete(learnt);
      }
    }
    return mergeRow(ours, remembered);
  }

  /** All of it is written now. */
  clear(): void {
    this.#learnt = new WeakSet();
  }
}
