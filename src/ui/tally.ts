import type { LinkStore } from "../links/linkStore.ts";
import type { IdentityId } from "../model/identity.ts";
import { isBusiness, type Row } from "../model/row.ts";
import { deriveState } from "../model/rowState.ts";
import { stateTable } from "./stateTable.ts";

/** How things stand, in numbers: of all that can be linked, how many are, and how many need the user. */
export interface Figures {
  readonly linked: number;
  readonly total: number;
  readonly attention: number;
}

/** Counts the rows that are the user's business and can be linked at all. */
function countRows(rows: readonly Row[], ours: ReadonlySet<string>): Figures {
  let linked = 0;
  let total = 0;
  let attention = 0;
  for (const row of rows.filter(isBusiness)) {
    const state = deriveState(row, ours);
    linked += state === "linked" ? 1 : 0;
    total += state === "linkAtHome" || state === "notOffered" ? 0 : 1;
    attention += stateTable[state].needsAttention ? 1 : 0;
  }
  return { linked, total, attention };
}

/** The figures of the store, counted at most once for each change of it, however many views ask. */
export class Tally {
  readonly #store: LinkStore;
  readonly #ours: () => ReadonlySet<string>;
  readonly #counted = new Map<IdentityId, Figures>();
  readonly #subscription: { dispose(): void };

  constructor(store: LinkStore, ours: () => ReadonlySet<string>) {
    this.#store = store;
    this.#ours = ours;
    this.#subscription = store.onDidChange(() => this.recount());
  }

  of(identityId: IdentityId): Figures {
    const known = this.#counted.get(identityId);
    if (known) {
      return known;
    }
    const figures = countRows(this.#store.rowsOf(identityId), this.#ours());
    this.#counted.set(identityId, figures);
    return figures;
  }

  get all(): Figures {
    const each = this.#store.identities.map(({ identity }) => this.of(identity.id));
    return {
      linked: sum(each.map(({ linked }) => linked)),
      total: sum(each.map(({ total }) => total)),
      attention: sum(each.map(({ attention }) => attention)),
    };
  }

  /** What counts as ours has changed. */
  recount(): void {
    this.#counted.clear();
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
