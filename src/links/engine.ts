import type {
  ArmPort,
  Clock,
  FileTrouble,
  IdentitySourcePort,
  JournalPort,
  LogPort,
  StoragePort,
} from "../model/ports.ts";
import { allOrNothing, type Keep } from "./allOrNothing.ts";
import { CheckQueue } from "./checkQueue.ts";
import { Changes } from "./changes.ts";
import type { IdentityEntry } from "./identityEntry.ts";
import { catchUpRows, doubtRows } from "./interruptedRows.ts";
import { Journal } from "./journal.ts";
import { LinkMemory } from "./linkMemory.ts";
import type { LinkStore } from "./linkStore.ts";
import { Relisting } from "./relisting.ts";
import { Sweep } from "./sweep.ts";
import { TenantLister } from "./tenantLister.ts";
import { TokenGate } from "./tokenGate.ts";

/** What the engine works with. */
export interface EngineParts {
  readonly source: IdentitySourcePort;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly storage: StoragePort;
  readonly journalPort: JournalPort;
  readonly clock: Clock;
  readonly log: LogPort;
  /** Gives a new name each time that nobody else has: random. */
  readonly newId: () => string;
  /** Told once of each stored file that cannot be read. */
  readonly onTrouble?: (trouble: FileTrouble) => void;
}

/** All that finds out, changes and remembers; it fills the store, and the views follow. */
export interface Engine {
  readonly gate: TokenGate;
  readonly lister: TenantLister;
  readonly relisting: Relisting;
  readonly sweep: Sweep;
  readonly memory: LinkMemory;
  readonly journal: Journal;
  readonly changes: Changes;
}

/**
 * Builds the engine and fills the store with what is remembered. Reads only local files. If it throws, nothing of it goes on.
 */
export function startEngine(parts: EngineParts): Promise<Engine> {
  return allOrNothing((keep) => start(parts, keep));
}

async function start(parts: EngineParts, keep: Keep): Promise<Engine> {
  const { source, arm, store, storage, journalPort, clock, log, newId } = parts;
  const gate = new TokenGate(source, clock);
  const lister = new TenantLister({ source, gate, arm, store, clock, log });
  const relisting = keep(new Relisting(lister, clock));
  const journal = keep(new Journal({ port: journalPort, clock, log, newId }));
  const isInDoubt = journal.isInDoubt.bind(journal);
  const queue = new CheckQueue({ gate, arm, store, clock, log, isInDoubt });
  const sweep = new Sweep({ lister, queue, store, clock, onOpened: () => changes.settleDoubts() });
  const memory = keep(new LinkMemory({ store, storage, clock, log, onTrouble: parts.onTrouble }));
  const onNewRows = (): void => {
    sweep.list(isListed).catch((error: unknown) => log.error("listing tenants failed", error));
  };
  const changes = keep(new Changes({ gate, arm, store, journal, clock, log, onNewRows }));
  await memory.start();
  await journal.start();
  // After the memory, which still knows what was true before an interrupted change; and whenever another window dies. Whether
  // one is alive is not known yet: if it is, it tells what comes of its change.
  catchUpRows(store, journal.runs);
  doubtRows(store, journal.undecided);
  journal.onDidChange(() => doubtRows(store, journal.interrupted));
  return { gate, lister, relisting, sweep, memory, journal, changes };
}

function isListed({ listedAt }: IdentityEntry): boolean {
  return listedAt !== undefined;
}
