import type { RunId } from "../model/change.ts";
import type { RunRecord } from "../model/journal.ts";
import type { Clock, JournalFile, JournalPort, LogPort } from "../model/ports.ts";
import type { Closable } from "./emitter.ts";
import { type ParsedJournal, parseJournal } from "./journalLine.ts";
import { inParallel } from "./inParallel.ts";
import { isRunFile, mostUrgentFirst, readName, setApart } from "./journalNames.ts";
import { findAliveRuns, forgetFiles, isAbandoned, removeUnusedOwners } from "./journalTidy.ts";
import type { OwnerLives } from "./ownerLives.ts";
import { OwnerWatch } from "./ownerWatch.ts";
import { foldRun, isOpen } from "./runRecord.ts";

/** So many files are read at once. */
const filesAtOnce = 16;

/** So many files, the most urgent ones, are read before anything else; the others follow. */
const filesFirst = 100;

/** What other windows write is read at once, but not more often. Milliseconds. */
const calm = 500;

/** Stands for all files where the system does not tell which one changed. */
const everything = "";

/** What is known of a file. */
interface HeldFile {
  /** Bytes when it was read; undefined if that is to be done again. */
  readonly size?: number;
  readonly kind: ParsedJournal["kind"];
  readonly record?: RunRecord;
  readonly fence: number;
}

/** What the reader works with. */
export interface JournalReaderParts {
  readonly port: JournalPort;
  readonly clock: Clock;
  readonly log: LogPort;
  readonly lives: OwnerLives;
  /** Whether this window writes the run just now, and so need not read it. */
  readonly isOwn: (runId: RunId) => boolean;
  readonly onChange: () => void;
}

/** Reads the journal's files, each once as long as it does not grow, and follows what other windows write. */
export class JournalReader implements Closable {
  readonly #parts: JournalReaderParts;
  /** Who goes on with the runs of other windows. */
  readonly owners: OwnerWatch;
  readonly #files = new Map<string, HeldFile>();
  /** Names of runs that the system does not give. */
  readonly #unread = new Set<string>();
  readonly #noticed = new Set<string>();
  readonly #stop = new AbortController();
  #watching: Closable | undefined;
  #lastAct: Promise<unknown> = Promise.resolve();
  #isFollowing = false;
  #hasNews = false;
  /** Something was set aside, or is odd: what is there has to be looked at again. */
  #isStale = false;
  #apart = setApart([]);

  constructor(parts: JournalReaderParts) {
    this.#parts = parts;
    this.owners = new OwnerWatch({
      ...parts,
      openRuns: () => this.#openRuns(),
      isStillOpen: async (runId) => {
        await this.#read(this.fileOf(runId) ?? "");
        return this.#openRuns().some((run) => run.runId === runId);
      },
      onDue: () => this.#act(() => this.#lookAtOwners()),
    });
  }

  /** What was read, in no order. */
  get records(): readonly RunRecord[] {
    return [...this.#files.values()].flatMap(({ record }) => record ?? []);
  }

  /** The names of the damaged files: those that were set aside, and those that could not be. */
  get damaged(): readonly string[] {
    const inPlace = [...this.#files].filter(([_name, { kind }]) => kind === "damaged").map(([name]) => name);
    return [...this.#apart.damaged, ...inPlace];
  }

  /** The names of runs that are not read: no file that could be ours bears them, or they or their owners may not be read. */
  get skipped(): readonly string[] {
    return [...this.#apart.skipped, ...this.#unread, ...this.owners.unread];
  }

  /**
   * Reads everything, and what other windows write from then on. Old runs that are over may follow when it has resolved. Never
   * throws.
   */
  async start(): Promise<void> {
    await this.#act(() => this.#readAll(() => this.#watch()));
  }

  /** Keeps what this window wrote itself, until it is read. */
  hold(file: string, record: RunRecord, fence: number): void {
    this.#files.set(file, { kind: "run", record, fence });
  }

  /** Reads a file again, or everything. Never throws. */
  reread(file?: string): Promise<void> {
    return this.#act(() => (file === undefined ? this.#readAll() : this.#readNoticed([file])));
  }

  /** The file of a run that was read. */
  fileOf(runId: RunId): string | undefined {
    return [...this.#files.keys()].find((name) => isRunFile(name, runId));
  }

  /** Removes runs that were over before `olderThan`. Throws what the port throws. */
  prune(olderThan: number): Promise<void> {
    return this.#inTurn(async () => {
      for (const [name, { record, kind }] of this.#files) {
        const closedAt = record?.closed?.at;
        const isOver = closedAt !== undefined && closedAt < olderThan;
        if (isOver || (kind === "empty" && (await isAbandoned(this.#parts, name, olderThan)))) {
          await this.#parts.port.remove(name);
          this.#files.delete(name);
        }
      }
      this.#parts.onChange();
    });
  }

  /** Removes everything but runs that a window goes on with. Throws what the port throws. */
  async forget(): Promise<void> {
    const found = await findAliveRuns(this.#parts); // may take a while, in which others have their turn
    await this.#inTurn(async () => {
      try {
        await forgetFiles(this.#parts.port, found);
      } finally {
        await this.#readAll();
      }
    });
  }

  dispose(): void {
    this.#stop.abort();
    this.#watching?.dispose();
    this.owners.dispose();
  }

  #openRuns(): readonly { readonly runId: RunId; readonly fence: number }[] {
    return [...this.#files.values()].flatMap(({ record, fence }) =>
      record && isOpen(record) && !this.#parts.isOwn(record.runId) ? { runId: record.runId, fence } : [],
    );
  }

  /** @param onListed called when the place is there, and before any file is read. */
  async #readAll(onListed?: () => void): Promise<void> {
    const { port } = this.#parts;
    const files = await port.list();
    onListed?.();
    const listed = new Set(files.map(({ name }) => name));
    for (const known of [this.#files, this.#unread]) {
      for (const name of known.keys()) {
        if (!listed.has(name)) {
          known.delete(name);
        }
      }
    }
    const runs = mostUrgentFirst(files.filter(({ odd }) => !odd));
    const later = runs.splice(filesFirst);
    await this.#readFiles(runs);
    await removeUnusedOwners(this.#parts, files, (runId) => this.#stateOf(runId, later), this.#stop.signal);
    this.#hasNews = true;
    await this.#noteListed(files);
    await this.#lookAtOwners();
    if (later.length > 0) {
      void this.#act(async () => {
        await this.#readFiles(later);
        await this.#noteListed();
        await this.#lookAtOwners();
      });
    }
  }

  #readFiles(files: readonly JournalFile[]): Promise<void> {
    return inParallel(files, filesAtOnce, ({ name, size }) => this.#read(name, size));
  }

  /** @param listed what is there, as far as nothing was set aside since. */
  async #noteListed(listed?: readonly JournalFile[]): Promise<void> {
    const files = this.#isStale ? await this.#parts.port.list() : listed;
    this.#isStale = false;
    this.#apart = files ? setApart(files) : this.#apart;
  }

  #watch(): void {
    this.#watching ??= this.#parts.port.watch((name) => this.#notice(name ?? everything));
  }

  async #readNoticed(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.#read(name);
    }
    if (this.#isStale || names.some((name) => name === everything || readName(name).kind === "damaged")) {
      await this.#readAll();
    } else {
      await this.#lookAtOwners();
    }
  }

  async #lookAtOwners(): Promise<void> {
    const hasChanged = await this.owners.look();
    if (hasChanged || this.#hasNews) {
      this.#hasNews = false;
      this.#parts.onChange();
    }
  }

  /** Reads the file of a run unless that was done when it had this size. Never throws. */
  async #read(name: string, size?: number): Promise<void> {
    const { port, log, isOwn } = this.#parts;
    const means = readName(name);
    const held = this.#files.get(name);
    if (means.kind !== "run" || isOwn(means.runId) || (size !== undefined && held?.size === size)) {
      return;
    }
    try {
      const text = await port.read(name);
      this.#hasNews = this.#unread.delete(name) || this.#hasNews;
      if (text === undefined) {
        const wasHeld = this.#files.delete(name); // removed by another window, or something odd
        this.#hasNews ||= wasHeld;
        this.#isStale ||= !wasHeld;
        return;
      }
      if (held?.size === text.length) {
        return; // it only grows
      }
      const parsed = parseJournal(text, means.runId);
      this.#hasNews = true;
      if (parsed.kind === "damaged") {
        this.#files.set(name, { size: size ?? text.length, kind: parsed.kind, fence: 1 });
        log.error("a run in the journal is damaged; it is set aside", undefined, name);
        await port.setAside(name);
        this.#files.delete(name);
        this.#isStale = true;
        return;
      }
      const run = parsed.kind === "run" && {
        record: foldRun(parsed.events),
        fence: Math.max(1, parsed.fence),
      };
      this.#files.set(name, { size: text.length, kind: parsed.kind, fence: 1, ...run });
    } catch (error) {
      log.error("a run in the journal cannot be read", error, name);
      if (!this.#files.has(name)) {
        this.#unread.add(name);
        this.#hasNews = true;
      }
    }
  }

  /** @param unread files that are there and were not read yet. */
  #stateOf(runId: RunId, unread: readonly JournalFile[]): "open" | "over" | "gone" {
    const held = this.#files.get(this.fileOf(runId) ?? "");
    const names = [...unread.map(({ name }) => name), ...this.#unread];
    const isThere = held || this.#parts.isOwn(runId) || names.some((name) => isRunFile(name, runId));
    return held?.record?.closed ? "over" : isThere ? "open" : "gone";
  }

  #notice(name: string): void {
    const means = readName(name);
    const isOurs = (means.kind === "run" || means.kind === "owner") && this.#parts.isOwn(means.runId);
    if (name === everything || (means.kind !== "other" && !isOurs)) {
      this.#noticed.add(name);
      if (!this.#isFollowing) {
        void this.#follow();
      }
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    this.#isFollowing = true;
    try {
      while (this.#noticed.size > 0 && !signal.aborted) {
        const names = [...this.#noticed];
        this.#noticed.clear();
        await this.#act(() => this.#readNoticed(names));
        await this.#parts.clock.sleep(calm, signal);
      }
    } catch {
      // this window ends
    } finally {
      this.#isFollowing = false;
    }
  }

  /** Does what must not fail. */
  async #act(act: () => Promise<void>): Promise<void> {
    try {
      await this.#inTurn(act);
    } catch (error) {
      this.#parts.log.error("the journal cannot be read", error);
    }
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#lastAct.then(act);
    this.#lastAct = turn.catch(() => undefined);
    return turn;
  }
}
