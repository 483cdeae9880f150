import type { Clock, LogPort, StoragePort } from "../model/ports.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import type { Closable } from "./emitter.ts";
import type { LinkStore } from "./linkStore.ts";
import { marksFormat } from "./marksFormat.ts";
import { RememberedFile } from "./rememberedFile.ts";
import { snapshotFormat } from "./snapshotFormat.ts";

/** So long changes are collected before they are written. Milliseconds. */
const quiet = 1000;

/** What the memory works with. */
export interface LinkMemoryParts {
  readonly store: LinkStore;
  readonly storage: StoragePort;
  readonly clock: Clock;
  readonly log: LogPort;
}

/**
 * Remembers the store across windows and restarts: what one window learnt shows in the others within seconds, without any
 * request to Azure. Never a token.
 */
export class LinkMemory implements Closable {
  readonly #parts: LinkMemoryParts;
  readonly #knowledge: RememberedFile<Snapshot>;
  readonly #marks: RememberedFile<ReadonlyMap<string, TenantMark>>;
  readonly #closables: Closable[] = [];
  #saving = false;
  #dirty = false;

  constructor(parts: LinkMemoryParts) {
    const { storage, clock, log } = parts;
    this.#parts = parts;
    this.#knowledge = new RememberedFile(snapshotFormat, storage, clock, log);
    this.#marks = new RememberedFile(marksFormat, storage, clock, log);
  }

  /** Fills the store with what is remembered, and keeps both in step from then on. */
  async start(): Promise<void> {
    await this.#parts.storage.open();
    await this.#readAll();
    this.#closables.push(
      this.#parts.store.onDidChange((change) => {
        if (change.kind === "rows" || !change.adopted) {
          this.#saveSoon();
        }
      }),
      this.#knowledge.watch(() => void this.#readAll()),
      this.#marks.watch(() => void this.#readAll()),
    );
  }

  /** Notes something about a tenant, at once and for all windows. */
  async mark(tenantId: string, change: (mark: TenantMark) => TenantMark): Promise<void> {
    const { store } = this.#parts;
    await this.#readAll(); // another window may have noted something meanwhile
    const marks = new Map(store.marks);
    marks.set(tenantId, change(marks.get(tenantId) ?? {}));
    store.setMarks(marks);
    await this.#marks.write(marks);
  }

  /** Forgets everything that is stored, and what the store holds. */
  async forget(): Promise<void> {
    await this.#parts.storage.clear();
    this.#parts.store.clear();
  }

  dispose(): void {
    for (const closable of this.#closables) {
      closable.dispose();
    }
  }

  async #readAll(): Promise<void> {
    const { store } = this.#parts;
    const marks = await this.#marks.readNew();
    if (marks) {
      store.setMarks(marks);
    }
    const snapshot = await this.#knowledge.readNew();
    if (snapshot) {
      store.adopt(snapshot);
    }
  }

  #saveSoon(): void {
    this.#dirty = true;
    if (!this.#saving) {
      this.#saving = true;
      void this.#save();
    }
  }

  async #save(): Promise<void> {
    const { store, clock } = this.#parts;
    while (this.#dirty) {
      await clock.sleep(quiet);
      this.#dirty = false;
      await this.#readAll(); // what another window wrote must not be lost
      await this.#knowledge.write(store.snapshot);
    }
    this.#saving = false;
  }
}
