import type { IdentityId } from "../model/identity.ts";
import type { Clock, FileTrouble, LogPort, StoragePort } from "../model/ports.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { TenantMark } from "../model/tenantMark.ts";
import { type Closable, Emitter } from "./emitter.ts";
import type { LinkStore } from "./linkStore.ts";
import { type Marks, marksFormat } from "./marksFormat.ts";
import { RememberedFile } from "./rememberedFile.ts";
import { isBusy } from "./rowWork.ts";
import { snapshotFormat } from "./snapshotFormat.ts";
import type { StoreChange } from "./storeChange.ts";

/** So long changes are collected before they are written: a second, and a millisecond more for each row. Milliseconds. */
const quiet = 1000;

/** Says that everything was forgotten, and when, so that the other windows forget it too. */
const forgottenFile = "forgotten";

/** What the memory works with. */
export interface LinkMemoryParts {
  readonly store: LinkStore;
  readonly storage: StoragePort;
  readonly clock: Clock;
  readonly log: LogPort;
  /** Told once of each file that cannot be read. */
  readonly onTrouble?: ((trouble: FileTrouble) => void) | undefined;
}

/**
 * Remembers the store across windows and restarts: what one window learnt shows in the others within seconds, without any
 * request to Azure. Never a token. Its acts run one after another: reading, merging and writing belong together.
 */
export class LinkMemory implements Closable {
  readonly #parts: LinkMemoryParts;
  readonly #knowledge: RememberedFile<Snapshot>;
  readonly #marks: RememberedFile<Marks>;
  readonly #closables: Closable[] = [];
  readonly #elsewhere = new Emitter<void>();
  #lastAct: Promise<unknown> = Promise.resolve();
  /** When everything was last forgotten; undefined as long as nobody could read that. */
  #forgotten: { readonly at: string | undefined } | undefined;
  /** When this window first looked: what was forgotten later is news, also where that look came to nothing. */
  #since = Infinity;
  #isDirty = false;
  #isSaving = false;

  /** Another window has forgotten everything; the store is empty already. */
  readonly onDidForgetElsewhere = this.#elsewhere.event;

  constructor(parts: LinkMemoryParts) {
    this.#parts = parts;
    this.#knowledge = new RememberedFile(snapshotFormat, parts);
    this.#marks = new RememberedFile(marksFormat, parts);
  }

  /**
   * Fills the store with what is remembered, and keeps both in step from then on. Never throws: without storage, each window
   * knows what it learns itself.
   */
  async start(): Promise<void> {
    const { storage, store, log } = this.#parts;
    try {
      await storage.open();
    } catch (error) {
      log.error("there is no storage", error);
    }
    await this.#inTurn(() => this.#obeyForgetting()); // what was forgotten before this window is no news
    this.#since = this.#parts.clock.now();
    await this.#inTurn(() => this.#readAll());
    const readSoon = (): void => void this.#inTurn(() => this.#readAll());
    this.#closables.push(
      store.onDidChange((change) => {
        if (this.#isWorthSaving(change)) {
          this.#saveSoon();
        }
      }),
      this.#knowledge.watch(readSoon),
      this.#marks.watch(readSoon),
      storage.watch(forgottenFile, () => void this.#inTurn(() => this.#obeyForgetting())),
    );
  }

  /** Notes something about tenants, at once and for all windows. Throws if it cannot be stored; then nothing is noted. */
  mark(tenantIds: readonly string[], change: (mark: TenantMark) => TenantMark): Promise<void> {
    return this.#note(({ tenants, pinned }) => {
      const marks = new Map(tenants);
      for (const tenantId of tenantIds) {
        marks.set(tenantId, change(marks.get(tenantId) ?? {}));
      }
      return { tenants: marks, pinned };
    });
  }

  /** Notes that an account stands on top, or no longer; as `mark` does. */
  pin(id: IdentityId, pinned: boolean): Promise<void> {
    return this.#note((marks) => {
      const others = [...marks.pinned].filter((other) => other !== id);
      return { ...marks, pinned: new Set(pinned ? [...others, id] : others) };
    });
  }

  /** Forgets everything that is stored, and what the stores of all windows hold. Throws if not all of it could be removed. */
  forget(): Promise<void> {
    return this.#inTurn(async () => {
      const { storage, store, clock } = this.#parts;
      this.#isDirty = false;
      store.clear();
      const at = String(clock.now());
      try {
        await storage.clear();
      } finally {
        this.#forgotten = { at };
        await storage.write(forgottenFile, at); // also if a file stays: other windows must not write it anew
      }
    });
  }

  /** Writes at once what would be written in a moment, because the window closes. Never throws. */
  async flush(): Promise<void> {
    if (this.#isDirty) {
      await this.#inTurn(() => this.#save()).catch((error: unknown) =>
        this.#parts.log.error("a file cannot be stored", error),
      );
    }
  }

  dispose(): void {
    for (const closable of this.#closables) {
      closable.dispose();
    }
  }

  /** Changes what was noted, on top of what other windows noted meanwhile. */
  #note(change: (marks: Marks) => Marks): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this.#parts;
      await this.#readForgetting(); // what was forgotten elsewhere must not come back beside the mark
      let marks = await this.#marks.write((news) =>
        change(news ?? { tenants: store.marks, pinned: store.pinned }),
      );
      if ((await this.#obeyForgetting()) === "forgotten") {
        marks = await this.#marks.write(() => change({ tenants: new Map(), pinned: new Set() })); // while it was written
      }
      store.setMarks(marks.tenants, marks.pinned);
    });
  }

  async #inTurn(act: () => Promise<unknown>): Promise<void> {
    const turn = this.#lastAct.then(act);
    this.#lastAct = turn.catch(() => undefined);
    await turn;
  }

  async #readAll(): Promise<void> {
    const { store } = this.#parts;
    if (!this.#forgotten) {
      await this.#obeyForgetting();
    }
    const marks = await this.#marks.readNew();
    if (marks) {
      store.setMarks(marks.tenants, marks.pinned);
    }
    const snapshot = await this.#knowledge.readNew();
    if (snapshot && store.adopt(snapshot)) {
      this.#saveSoon(); // the other window wrote without knowing what this one knows
    }
  }

  /** Gives whether another window has forgotten everything since this one last looked. Never throws. */
  async #obeyForgetting(): Promise<"forgotten" | "not" | "unknown"> {
    try {
      return await this.#readForgetting();
    } catch (error) {
      this.#parts.log.error("a stored file cannot be read", error, forgottenFile);
      return "unknown";
    }
  }

  /** The same. Throws what the storage throws. */
  async #readForgetting(): Promise<"forgotten" | "not"> {
    const { storage, store } = this.#parts;
    const at = await storage.read(forgottenFile);
    const before = this.#forgotten;
    this.#forgotten = { at };
    const isNews = before ? at !== before.at : Number(at) > this.#since;
    if (at !== undefined && isNews) {
      this.#isDirty = false;
      store.clear();
      this.#elsewhere.fire();
      return "forgotten";
    }
    return "not";
  }

  /** That a check is under way is not remembered. */
  #isWorthSaving(change: StoreChange): boolean {
    if (change.kind !== "rows" || change.adopted) {
      return !change.adopted;
    }
    const { store } = this.#parts;
    return [...change.rows].some((id) => {
      const row = store.row(id);
      return row !== undefined && !isBusy(row);
    });
  }

  #saveSoon(): void {
    this.#isDirty = true;
    if (!this.#isSaving) {
      this.#isSaving = true;
      void this.#saveWhileDirty();
    }
  }

  async #saveWhileDirty(): Promise<void> {
    const { store, clock, log } = this.#parts;
    while (this.#isDirty) {
      await clock.sleep(quiet + store.rows.length);
      await this.#inTurn(() => this.#save()).catch((error: unknown) =>
        log.error("a file cannot be stored", error),
      );
    }
    this.#isSaving = false;
  }

  async #save(): Promise<void> {
    if ((await this.#obeyForgetting()) === "unknown") {
      this.#isDirty = false; // until something is learnt again; what may have been forgotten must not come back
      return;
    }
    await this.#readAll(); // what another window wrote must not be lost
    if (this.#isDirty) {
      this.#isDirty = false;
      await this.#write();
      if ((await this.#obeyForgetting()) === "forgotten") {
        await this.#write(); // forgotten while it was written: now there is nothing in it
      }
    }
  }

  async #write(): Promise<void> {
    const { store } = this.#parts;
    let last: ReturnType<LinkStore["takeSnapshot"]> | undefined;
    await this.#knowledge.write((news) => {
      if (news) {
        store.adopt(news, true);
      }
      last = store.takeSnapshot();
      return last.snapshot;
    });
    last?.written();
  }
}
