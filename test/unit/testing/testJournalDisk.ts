import type { JournalFile, JournalPort } from "../../../src/model/ports.ts";

/** What can be wrong with a disk. */
export type DiskFault = "ENOSPC" | "EROFS" | "EACCES" | "EIO";

/** The acts of a disk that write. */
export type DiskAct = "create" | "append" | "replace" | "setAside" | "remove";

/** A file: what was written to it, and how much of that is safe. */
interface DiskFile {
  text: string;
  /** So many bytes outlive a power cut. */
  safe: number;
  /** The file's name outlives a power cut. */
  isNamed: boolean;
}

/** What a power cut leaves of what was not flushed: a part of the bytes that were waiting. */
export type Cut = (waiting: number, name: string) => number;

/**
 * A journal's folder in memory, shared by as many windows as like. It models a disk: every act takes a turn, and a write is
 * two acts, the writing and the flushing, between which the power may be cut.
 */
export class TestJournalDisk implements JournalPort {
  readonly #files = new Map<string, DiskFile>();
  readonly #watchers = new Set<(name?: string) => void>();
  #setAside = 0;
  #isOff = false;
  /** What every act that writes fails with, if anything; `only` says which. */
  fault: { readonly code: DiskFault; readonly only?: readonly DiskAct[] } | undefined;
  /** Reading fails as well. */
  readFault: DiskFault | undefined;
  /** Files that cannot be read, as if they were another user's. */
  readonly unreadable = new Set<string>();
  /** So many bytes of a new file or of an append get there before it fails. */
  room = 0;
  /** Called between the writing and the flushing of a file, and after the flushing; throws to end the window there. */
  onWrite: ((act: DiskAct, name: string, when: "written" | "flushed") => void) | undefined;
  /** So often a file was read. */
  reads = 0;
  /** Nothing that is replaced ever gets there: as if whoever does it slept. */
  isStuck = false;
  /** Nobody is told of changes, as on some network drives. */
  isSilent = false;
  /** Every act, in order: `append 2026….journal`. */
  readonly acts: string[] = [];

  /** What stands in the files now, safe or not. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#files].map(([name, { text }]) => [name, text]));
  }

  /** Puts a file there, flushed, as if it had always been there. */
  put(name: string, text: string): void {
    this.#files.set(name, { text, safe: text.length, isNamed: true });
    this.#tell(name);
  }

  /** Takes a file away, as a person may. */
  drop(name: string): void {
    this.#files.delete(name);
    this.#tell(name);
  }

  /**
   * The power is cut and comes back: what was not flushed is gone, but for as many bytes of each file as `cut` leaves. A file
   * whose name was not flushed is gone unless `cut` leaves anything of it. Windows that are still open write nothing more.
   */
  cutPower(cut: Cut = () => 0): TestJournalDisk {
    this.#isOff = true;
    const later = new TestJournalDisk();
    for (const [name, { text, safe, isNamed }] of this.#files) {
      const waiting = text.length - safe;
      const left = Math.min(Math.max(0, Math.floor(cut(waiting, name))), waiting);
      if (isNamed || left > 0) {
        later.put(name, text.slice(0, safe + left));
      }
    }
    return later;
  }

  /** All windows are killed: nothing that is on its way is done, and what was written stays. */
  kill(): TestJournalDisk {
    return this.cutPower((waiting) => waiting);
  }

  async list(): Promise<readonly JournalFile[]> {
    await this.#read();
    return [...this.#files].map(([name, { text }]) => ({ name, size: text.length }));
  }

  async read(name: string): Promise<string | undefined> {
    await this.#read();
    this.reads += 1;
    if (this.unreadable.has(name)) {
      throw failure("EACCES");
    }
    return this.#files.get(name)?.text;
  }

  async create(name: string, text: string): Promise<boolean> {
    await this.#begin("create", name);
    if (this.#files.has(name)) {
      return false;
    }
    const file: DiskFile = { text: "", safe: 0, isNamed: false };
    this.#files.set(name, file);
    await this.#write("create", name, file, text);
    return true;
  }

  async append(name: string, text: string): Promise<void> {
    await this.#begin("append", name);
    const file = this.#files.get(name);
    if (!file) {
      throw failure("ENOENT");
    }
    await this.#write("append", name, file, text);
  }

  async replace(name: string, text: string): Promise<void> {
    await this.#begin("replace", name);
    if (this.isStuck) {
      return new Promise(() => undefined);
    }
    this.#files.set(name, { text, safe: 0, isNamed: this.#files.get(name)?.isNamed ?? false });
    this.onWrite?.("replace", name, "written");
    this.#tell(name);
  }

  async setAside(name: string): Promise<void> {
    await this.#begin("setAside", name);
    const file = this.#files.get(name);
    if (file) {
      this.#files.delete(name);
      this.#setAside += 1;
      const aside = `${name}.${this.#setAside}.damaged`;
      this.#files.set(aside, file);
      this.#tell(name);
      this.#tell(aside);
    }
  }

  async remove(name: string): Promise<void> {
    await this.#begin("remove", name);
    if (this.#files.delete(name)) {
      this.#tell(name);
    }
  }

  /** Here nothing is ever half-written under a name of its own. */
  removeUnfinished(): Promise<void> {
    return Promise.resolve();
  }

  watch(onChange: (name?: string) => void): { dispose(): void } {
    const watcher = (name?: string): void => onChange(name);
    this.#watchers.add(watcher);
    return { dispose: () => this.#watchers.delete(watcher) };
  }

  async #write(act: DiskAct, name: string, file: DiskFile, text: string): Promise<void> {
    if (this.#isFaulty(act)) {
      file.text += text.slice(0, this.room);
      throw failure(this.fault?.code ?? "EIO");
    }
    file.text += text;
    this.#tell(name);
    this.onWrite?.(act, name, "written");
    await turn();
    this.#assertOn();
    file.safe = file.text.length;
    file.isNamed = true;
    this.onWrite?.(act, name, "flushed");
  }

  async #begin(act: DiskAct, name: string): Promise<void> {
    await turn();
    this.#assertOn();
    this.acts.push(`${act} ${name}`);
    if (this.#isFaulty(act) && ((act !== "append" && act !== "create") || this.room === 0)) {
      throw failure(this.fault?.code ?? "EIO");
    }
  }

  async #read(): Promise<void> {
    await turn();
    this.#assertOn();
    if (this.readFault) {
      throw failure(this.readFault);
    }
  }

  #isFaulty(act: DiskAct): boolean {
    return this.fault !== undefined && (this.fault.only?.includes(act) ?? true);
  }

  /** A window on a machine without power does nothing more: its act never ends, but a test must. */
  #assertOn(): void {
    if (this.#isOff) {
      throw new Error("the power is off");
    }
  }

  #tell(name: string): void {
    for (const watcher of this.isSilent ? [] : this.#watchers) {
      setImmediate(() => watcher(name));
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function failure(code: DiskFault | "ENOENT"): Error {
  return Object.assign(new Error(`${code}: the disk says no`), { code });
}
