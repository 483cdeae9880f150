import type { Closable } from "../links/emitter.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { StoreChange } from "../links/storeChange.ts";
import { type Row, type RowId, rowLabel } from "../model/row.ts";
import { Frame } from "./frame.ts";
import type { PageRow } from "./protocol.ts";
import { rawText, type Untrusted } from "../model/untrusted.ts";

/** So many rows are sent at once: more than anybody sees. */
const mostAtOnce = 300;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** What changed of the rows that a page has. */
export interface RowsDelta {
  readonly changed: PageRow[];
  readonly gone: string[];
}

/** What the rows of a page are drawn from. */
export interface PageRowsParts {
  readonly store: LinkStore;
  /** The rows that the page shows. */
  readonly wanted: () => readonly Row[];
  readonly render: (row: Row) => PageRow;
  /** Sends what changed; called with nothing only if that is all the rest. */
  readonly send: (delta: RowsDelta) => void;
}

/**
 * Knows which rows a page has, and sends it what changed, once a frame: of one changed row among thousands, that row. Lives
 * from the page's first word until the page is hidden or closed.
 */
export class PageRows implements Closable {
  readonly #parts: PageRowsParts;
  /** With what the identity was called: it can be called otherwise while its rows stay the same. */
  readonly #sent = new Map<
    RowId,
    { readonly row: Row; readonly shown: PageRow; readonly whose: Untrusted }
  >();
  readonly #subscription: Closable;
  readonly #frame = new Frame(() => this.#send());
  #pending: Set<RowId> | "everything" = new Set();
  /** The page waits for rows that it was not told of yet. */
  #owesRest = false;

  constructor(parts: PageRowsParts) {
    this.#parts = parts;
    this.#subscription = parts.store.onDidChange((change) => this.#collect(change));
  }

  /**
   * The rows of the page as they are now; from then on it gets what changes. Of very many, only the first by name: what can
   * be seen must not wait for what cannot.
   */
  first(): { readonly rows: PageRow[]; readonly more: boolean } {
    this.#sent.clear();
    this.#pending = new Set();
    this.#owesRest = false;
    const wanted = this.#parts.wanted();
    if (wanted.length <= mostAtOnce) {
      return { rows: wanted.map((row) => this.#show(row)), more: false };
    }
    this.#pending = "everything";
    this.#owesRest = true;
    const first = wanted
      .toSorted((a, b) => collator.compare(rawText(rowLabel(a)), rawText(rowLabel(b))))
      .slice(0, mostAtOnce);
    return { rows: first.map((row) => this.#show(row)), more: true };
  }

  /** The page shows its first rows: sends the others. */
  sendRest(): void {
    if (this.#pending === "everything") {
      this.#frame.ask();
    }
  }

  /** Sends at once what is not sent yet, for when other rows are wanted or all are drawn in another way. */
  refresh(how: { readonly drawAnew: boolean } = { drawAnew: false }): void {
    this.#pending = "everything";
    this.#send(how.drawAnew);
  }

  dispose(): void {
    this.#frame.dispose();
    this.#subscription.dispose();
  }

  #collect(change: StoreChange): void {
    if (change.kind === "listing") {
      return;
    }
    if (change.kind === "structure") {
      this.#pending = "everything";
    } else if (this.#pending !== "everything") {
      for (const id of change.rows) {
        this.#pending.add(id);
      }
    }
    this.#frame.ask();
  }

  #send(drawAnew: boolean = false): void {
    const pending = this.#pending;
    this.#pending = new Set();
    const delta =
      pending === "everything" ? this.#compareAll(drawAnew) : { changed: this.#compare(pending), gone: [] };
    // The rest is told even if nothing is left of it.
    if (delta.changed.length > 0 || delta.gone.length > 0 || this.#owesRest) {
      this.#owesRest = false;
      this.#parts.send(delta);
    }
  }

  /** Only rows that the page has: which ones it has changes with the structure. */
  #compare(ids: ReadonlySet<RowId>): PageRow[] {
    const changed: PageRow[] = [];
    for (const id of ids) {
      const before = this.#sent.get(id);
      const row = this.#parts.store.row(id);
      if (before && row && before.row !== row) {
        const shown = this.#show(row);
        if (!isSame(before.shown, shown)) {
          changed.push(shown);
        }
      }
    }
    return changed;
  }

  #compareAll(drawAnew: boolean): RowsDelta {
    const left = new Set(this.#sent.keys());
    const changed: PageRow[] = [];
    for (const row of this.#parts.wanted()) {
      left.delete(row.id);
      const before = this.#sent.get(row.id);
      if (!before || before.row !== row || before.whose !== this.#whose(row) || drawAnew) {
        const shown = this.#show(row);
        if (!before || !isSame(before.shown, shown)) {
          changed.push(shown);
        }
      }
    }
    for (const id of left) {
      this.#sent.delete(id);
    }
    return { changed, gone: [...left] };
  }

  #show(row: Row): PageRow {
    const shown = this.#parts.render(row);
    this.#sent.set(row.id, { row, shown, whose: this.#whose(row) });
    return shown;
  }

  #whose({ identityId }: Row): Untrusted {
    return this.#parts.store.identity(identityId)?.label ?? "";
  }
}

/** Rows of pages are flat. */
function isSame(one: PageRow, other: PageRow): boolean {
  const keys = Object.keys(one) as (keyof PageRow)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
