import type { LinkStore } from "../links/linkStore.ts";
import type { StoreChange } from "../links/storeChange.ts";
import { isCounted } from "../model/countedState.ts";
import type { IdentityId } from "../model/identity.ts";
import { isBusiness, type Row, type RowId } from "../model/row.ts";
import { deriveState } from "../model/rowState.ts";
import { stateTable } from "./stateTable.ts";

/** How things stand, in numbers: of all that can be linked, how many are, and how many need the user. */
export interface Figures {
  readonly linked: number;
  readonly total: number;
  readonly attention: number;
}

const nothing: Figures = { linked: 0, total: 0, attention: 0 };

/** What a single row adds to the figures: it counts if it is the user's business and can be linked at all. */
function figuresOf(row: Row, ours: ReadonlySet<string>): Figures {
  if (!isBusiness(row)) {
    return nothing;
  }
  const state = deriveState(row, ours);
  return {
    linked: state === "linked" ? 1 : 0,
    total: isCounted(state) ? 1 : 0,
    attention: stateTable[state].needsAttention ? 1 : 0,
  };
}

/**
 * The figures of the store. All rows are counted only when others are there; of single rows that change, only the difference
 * is, however many there are.
 */
export class Tally {
  readonly #store: LinkStore;
  readonly #ours: () => ReadonlySet<string>;
  /** What each row added when it was counted. */
  readonly #rows = new Map<RowId, Figures>();
  readonly #counted = new Map<IdentityId, Figures>();
  readonly #changed = new Set<RowId>();
  readonly #subscription: { dispose(): void };

  constructor(store: LinkStore, ours: () => ReadonlySet<string>) {
    this.#store = store;
    this.#ours = ours;
    this.#subscription = store.onDidChange((change) => this.#note(change));
  }

  of(identityId: IdentityId): Figures {
    this.#countChanged();
    const known = this.#counted.get(identityId);
    if (known) {
      return known;
    }
    const figures = sum(this.#store.rowsOf(identityId).map((row) => this.#count(row)));
    this.#counted.set(identityId, figures);
    return figures;
  }

  get all(): Figures {
    return sum(this.#store.identities.map(({ identity }) => this.of(identity.id)));
  }

  /** What counts as ours has changed, or which rows there are. */
  recount(): void {
    this.#rows.clear();
    this.#counted.clear();
    this.#changed.clear();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #note(change: StoreChange): void {
    if (change.kind === "structure") {
      this.recount();
    } else if (change.kind === "rows") {
      change.rows.forEach((id) => this.#changed.add(id));
    }
  }

  #countChanged(): void {
    for (const id of this.#changed) {
      const row = this.#store.row(id);
      const before = this.#rows.get(id);
      const figures = row && this.#counted.get(row.identityId);
      if (row && before && figures) {
        const now = this.#count(row);
        this.#counted.set(row.identityId, {
          linked: figures.linked + now.linked - before.linked,
          total: figures.total + now.total - before.total,
          attention: figures.attention + now.attention - before.attention,
        });
      }
    }
    this.#changed.clear();
  }

  #count(row: Row): Figures {
    const figures = figuresOf(row, this.#ours());
    this.#rows.set(row.id, figures);
    return figures;
  }
}

function sum(all: readonly Figures[]): Figures {
  let { linked, total, attention } = nothing;
  for (const figures of all) {
    linked += figures.linked;
    total += figures.total;
    attention += figures.attention;
  }
  return { linked, total, attention };
}
