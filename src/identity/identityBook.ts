import { RememberedFile } from "../links/rememberedFile.ts";
import type { IdentityId } from "../model/identity.ts";
import type { FileTrouble, LogPort, StoragePort } from "../model/ports.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { type BookContent, bookFormat } from "./bookFormat.ts";

/** Which service principals the user gave us, and where accounts are, shared by all windows of this machine. */
export class IdentityBook {
  readonly #storage: StoragePort;
  readonly #log: LogPort;
  readonly #file: RememberedFile<BookContent>;
  readonly #listeners = new Set<() => void>();
  #content: BookContent;
  #byId: ReadonlyMap<string, ServicePrincipal> = new Map();
  #lastAct: Promise<unknown> = Promise.resolve();
  #watch: { dispose(): void } | undefined;

  /**
   * @param newId gives a random id for a new book.
   * @param onTrouble is told of a file that cannot be read.
   */
  constructor(
    storage: StoragePort,
    log: LogPort,
    newId: () => string,
    onTrouble?: (trouble: FileTrouble) => void,
  ) {
    this.#storage = storage;
    this.#log = log;
    // The file is short: nobody has to have their turn while it is read.
    this.#file = new RememberedFile(bookFormat, {
      storage,
      log,
      onTrouble,
      clock: { sleep: async () => {} },
    });
    this.#content = { id: newId(), principals: [], accounts: [], wiping: [] };
  }

  /** Whether what is stored could be read: otherwise nobody knows whom it is about. */
  get isRead(): boolean {
    return this.#file.isKnown;
  }

  get content(): BookContent {
    return this.#content;
  }

  /** One service principal; undefined if the book does not have it. */
  principal(id: IdentityId): ServicePrincipal | undefined {
    return this.#byId.get(id);
  }

  /** Reads what is stored and follows what other windows change. Never throws: what cannot be read is told in the log. */
  async start(): Promise<void> {
    try {
      await this.#storage.open();
    } catch (error) {
      this.#log.error("a folder cannot be made", error, bookFormat.name);
    }
    this.#watch = this.#storage.watch(bookFormat.name, () => void this.refresh());
    await this.refresh();
  }

  /** Calls `listener` after this or another window changed anything. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /**
   * Changes the content, on top of what other windows did; `change` is called again if another window is faster. Throws if it
   * cannot be stored; then nothing is changed.
   */
  change(change: (content: BookContent) => BookContent): Promise<void> {
    return this.#change((news) => change(news ?? this.#known));
  }

  /**
   * Forgets all principals, also those that cannot be read. In which cloud accounts are stays known: else they would be taken for
   * accounts of the public one. Throws as `change`.
   */
  forgetPrincipals(): Promise<void> {
    return this.#change((news) => ({ ...(news ?? this.#known), principals: [], wiping: [] }), ["principals"]);
  }

  /** Removes what was set aside and what was never finished: it tells of principals, too. Throws if that is not possible. */
  removeLeftovers(): Promise<void> {
    return this.#inTurn(() => this.#storage.removeLeftovers());
  }

  /** What a damaged book said of accounts, and could not be read, may be anything. */
  get #known(): BookContent {
    return this.isRead ? this.#content : { ...this.#content, accountsLost: true };
  }

  dispose(): void {
    this.#watch?.dispose();
  }

  /** Reads what other windows changed. Never throws. */
  async refresh(): Promise<void> {
    await this.#inTurn(async () => {
      const wasRead = this.isRead;
      const news = await this.#file.readNew();
      if (news) {
        this.#take(news);
      }
      if (news || wasRead !== this.isRead) {
        this.#tell();
      }
    });
  }

  async #change(
    make: (news: BookContent | undefined) => BookContent,
    forgotten?: readonly string[],
  ): Promise<void> {
    await this.#inTurn(async () => this.#take(await this.#file.write(make, forgotten)));
    this.#tell();
  }

  #take(content: BookContent): void {
    this.#content = content;
    this.#byId = new Map(content.principals.map((known) => [known.id, known]));
  }

  async #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#lastAct.then(act);
    this.#lastAct = turn.catch(() => undefined);
    await turn;
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
