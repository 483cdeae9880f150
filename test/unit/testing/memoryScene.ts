import { vi } from "vitest";
import { LinkMemory } from "../../../src/links/linkMemory.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { rowId } from "../../../src/model/row.ts";
import { alice, tenant, TestClock, TestLog } from "./fixtures.ts";
import { TestStorage } from "./testStorage.ts";

/** A window of VS Code, with what it remembers. */
export interface MemoryWindow {
  readonly store: LinkStore;
  readonly memory: LinkMemory;
}

/** A machine with one storage, on which windows are opened; time passes only when it is told to. */
export class MemoryScene {
  readonly storage = new TestStorage();
  readonly clock = new TestClock();
  readonly log = new TestLog();
  readonly #windows: MemoryWindow[] = [];

  async openWindow(): Promise<MemoryWindow> {
    const { storage, clock, log } = this;
    const store = new LinkStore(clock);
    const memory = new LinkMemory({ store, storage, clock, log });
    this.#windows.push({ store, memory });
    await memory.start();
    return { store, memory };
  }

  /** The first window after a restart: those before are gone. */
  restart(): Promise<MemoryWindow> {
    this.#windows.splice(0).forEach(({ memory }) => memory.dispose());
    return this.openWindow();
  }

  /** A check in a window finds out that the n-th tenant is linked. */
  learn(store: LinkStore, n: number): void {
    const work = store.begin(rowId(alice.id, tenant(n).tenantId), "check");
    const link = { partnerId: "4567890", partnerName: "Contoso", version: 3 };
    work?.learn({ kind: "linked", link, at: this.clock.now() });
    work?.end();
  }

  /** Lets time pass until a window has written what it had collected. */
  async settle(): Promise<void> {
    const { writes } = this.storage;
    this.clock.advance(5000);
    await vi.waitFor(() => {
      if (this.storage.writes === writes) {
        throw new Error("no window has written anything");
      }
    });
    await this.idle();
  }

  /** Lets time pass, whether a window has anything to write or not. */
  async passTime(): Promise<void> {
    this.clock.advance(5000);
    await this.idle();
  }

  /** Lets storage and windows come to rest. */
  async idle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** What a window knows of each row, and what is being tried. */
export function kinds({ rows }: LinkStore): string[] {
  return rows.map(({ knowledge, attempt }) => `${knowledge.kind}/${attempt.kind}`);
}
