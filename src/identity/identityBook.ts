import * as v from "valibot";
import { type Cloud, type CloudName, isCloudName } from "../model/cloud.ts";
import { createIdentity } from "../model/identity.ts";
import { PalError } from "../model/palError.ts";
import type { LogPort, StoragePort } from "../model/ports.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { isGuid } from "../model/tenant.ts";

/** What the book holds. Never a secret. */
export interface BookContent {
  /**
   * Random. VS Code's secret storage is shared by all profiles and remote machines, and each of them has a book: this tells
   * whose a stored secret is.
   */
  readonly id: string;
  readonly principals: readonly ServicePrincipal[];
  /** Custom clouds whose endpoints the user saw and confirmed. */
  readonly clouds: readonly Cloud[];
  /** Accounts of VS Code that signed in from here to another cloud than the public one. */
  readonly accounts: readonly AccountInCloud[];
}

/** Where an account is at home, by its id. */
export interface AccountInCloud {
  readonly accountId: string;
  readonly cloud: CloudName;
}

const name = "identities.json";

/** Rises when the form changes. A file of a newer version belongs to a newer extension and is left alone. */
const version = 1;

const cloudName = v.custom<CloudName>((text) => typeof text === "string" && isCloudName(text));
const guid = v.pipe(v.string(), v.check(isGuid), v.toLowerCase());
const text = v.exactOptional(v.string());

const principal = v.pipe(
  v.object({
    accountId: v.string(),
    cloud: cloudName,
    clientId: guid,
    tenantIds: v.pipe(v.array(guid), v.minLength(1)),
    label: v.string(),
    kind: v.picklist(["secret", "certificate", "federation", "deviceCode"]),
    keepsSecret: v.boolean(),
    hasPassword: v.exactOptional(v.literal(true)),
    expiresAt: v.exactOptional(v.number()),
    warnedAt: v.exactOptional(v.number()),
    path: text,
    homeAccountId: text,
    pinned: v.exactOptional(v.literal(true)),
  }),
  // The id is made anew: a file cannot mix identities up.
  v.transform(({ accountId, ...known }): ServicePrincipal => {
    const { cloud, label } = known;
    return { ...known, id: createIdentity({ source: "servicePrincipal", cloud, accountId, label }).id };
  }),
);

const https = v.pipe(v.string(), v.startsWith("https://"));
const cloud = v.object({
  name: cloudName,
  displayName: text,
  portal: https,
  armEndpoint: https,
  authority: https,
  audience: https,
});

const file = v.object({
  version: v.literal(version),
  id: v.pipe(v.string(), v.check(isGuid)),
  principals: v.array(principal),
  clouds: v.array(cloud),
  accounts: v.optional(v.array(v.object({ accountId: v.string(), cloud: cloudName })), []),
});

/** Which service principals and custom clouds the user gave us, shared by all windows of this machine. */
export class IdentityBook {
  readonly #storage: StoragePort;
  readonly #log: LogPort;
  readonly #listeners = new Set<() => void>();
  #content: BookContent;
  #byId: ReadonlyMap<string, ServicePrincipal> = new Map();
  #isRead = false;
  #lastText: string | undefined;
  #lastAct: Promise<unknown> = Promise.resolve();
  #watch: { dispose(): void } | undefined;

  /** @param newId gives a random id for a new book. */
  constructor(storage: StoragePort, log: LogPort, newId: () => string) {
    this.#storage = storage;
    this.#log = log;
    this.#content = { id: newId(), principals: [], clouds: [], accounts: [] };
  }

  /** Whether what is stored could be read: otherwise nobody knows whom a stored secret belongs to. */
  get isRead(): boolean {
    return this.#isRead;
  }

  get content(): BookContent {
    return this.#content;
  }

  /** One service principal; undefined if the book does not have it. */
  principal(id: ServicePrincipal["id"]): ServicePrincipal | undefined {
    return this.#byId.get(id);
  }

  /** Reads what is stored and follows what other windows change. Never throws: what cannot be read is told in the log. */
  async start(): Promise<void> {
    try {
      await this.#storage.open();
      this.#watch = this.#storage.watch(name, () => void this.refresh());
    } catch (error) {
      this.#log.error("a folder cannot be made", error, name);
    }
    await this.refresh();
  }

  /** Calls `listener` after this or another window changed anything. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Changes the content, on top of what other windows did. Throws if it cannot be stored; then nothing is changed. */
  async change(change: (content: BookContent) => BookContent): Promise<void> {
    await this.#inTurn(async () => {
      await this.#read();
      const content = change(this.#content);
      await this.#write(content);
    });
    this.#tell();
  }

  /** Removes what was set aside and what was never finished: it tells of principals, too. Throws if that is not possible. */
  removeLeftovers(): Promise<void> {
    return this.#inTurn(() => this.#storage.removeLeftovers());
  }

  dispose(): void {
    this.#watch?.dispose();
  }

  /** Reads what other windows changed. Never throws. */
  async refresh(): Promise<void> {
    try {
      const before = this.#content;
      await this.#inTurn(() => this.#read());
      if (this.#content !== before) {
        this.#tell();
      }
    } catch (error) {
      this.#log.error("a stored file cannot be read", error, name);
    }
  }

  async #read(): Promise<void> {
    const text = await this.#storage.read(name);
    if (text === this.#lastText) {
      this.#isRead = true;
      return;
    }
    const json = parseJson(text);
    if (isNewer(json)) {
      throw new PalError(
        "unexpected",
        {},
        new Error("The file belongs to a newer version of the extension."),
      );
    }
    const parsed = v.safeParse(file, json);
    if (text !== undefined && !parsed.success) {
      this.#log.error("a stored file is damaged; it is set aside", new Error(name));
      await this.#storage.setAside(name);
    }
    this.#lastText = text;
    this.#isRead = true;
    if (parsed.success) {
      this.#take(parsed.output);
      return;
    }
    const id = idOfDamaged(text) ?? this.#content.id;
    const accounts = accountsOfDamaged(text, this.#content.accounts);
    this.#take({ id, principals: [], clouds: [], accounts });
    if (accounts.length > 0) {
      await this.#write(this.#content);
    }
  }

  async #write(content: BookContent): Promise<void> {
    const text = JSON.stringify({
      version,
      id: content.id,
      clouds: content.clouds,
      accounts: content.accounts,
      principals: content.principals.map(({ id, ...known }) => ({ ...known, accountId: accountIdOf(id) })),
    });
    await this.#storage.write(name, text);
    this.#lastText = text;
    this.#take(content);
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

/** `<source>:<cloud>:<account id>`; the cloud's name may hold colons, the account's id does not. */
export function accountIdOf(id: ServicePrincipal["id"]): string {
  return id.slice(id.lastIndexOf(":") + 1);
}

/** So that the secrets of a damaged book are still known to be its own, and wiped. */
function idOfDamaged(text: string | undefined): string | undefined {
  const id = /"id":"([0-9a-f-]{36})"/i.exec(text ?? "")?.[1];
  return id !== undefined && isGuid(id) ? id : undefined;
}

/**
 * An account whose cloud was forgotten would be taken for one of the public cloud, which would be sent its refresh token: so
 * what can still be read of them is kept, beside what this window knows.
 */
function accountsOfDamaged(
  text: string | undefined,
  before: readonly AccountInCloud[],
): readonly AccountInCloud[] {
  const read = new Map(before.map(({ accountId, cloud }) => [accountId, cloud]));
  // Nothing else in the file has this form: of a service principal the account's id is the last property.
  for (const [, id = "", where = ""] of (text ?? "").matchAll(
    /\{"accountId":"([^"\\]+)","cloud":"([^"\\]+)"/g,
  )) {
    if (isCloudName(where)) {
      read.set(id, where);
    }
  }
  return [...read].map(([accountId, cloud]) => ({ accountId, cloud }));
}

function parseJson(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return undefined;
  }
}

function isNewer(json: unknown): boolean {
  const hasVersion = typeof json === "object" && json !== null && "version" in json;
  return hasVersion && typeof json.version === "number" && json.version > version;
}
