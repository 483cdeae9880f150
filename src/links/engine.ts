import type { ArmPort, Clock, IdentitySourcePort, LogPort, StoragePort } from "../model/ports.ts";
import { CheckQueue } from "./checkQueue.ts";
import { LinkChange } from "./linkChange.ts";
import { LinkMemory } from "./linkMemory.ts";
import type { LinkStore } from "./linkStore.ts";
import { Sweep } from "./sweep.ts";
import { TenantLister } from "./tenantLister.ts";
import { TokenGate } from "./tokenGate.ts";

/** What the engine works with. */
export interface EngineParts {
  readonly source: IdentitySourcePort;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly storage: StoragePort;
  readonly clock: Clock;
  readonly log: LogPort;
}

/** All that finds out, changes and remembers; it fills the store, and the views follow. */
export interface Engine {
  readonly gate: TokenGate;
  readonly lister: TenantLister;
  readonly sweep: Sweep;
  readonly change: LinkChange;
  readonly memory: LinkMemory;
}

/** Builds the engine and fills the store with what is remembered. */
export async function startEngine(parts: EngineParts): Promise<Engine> {
  const { source, arm, store, storage, clock, log } = parts;
  const gate = new TokenGate(source, clock);
  const lister = new TenantLister({ source, gate, arm, store, log });
  const queue = new CheckQueue({ gate, arm, store, clock, log });
  const sweep = new Sweep({ lister, queue, store, clock });
  const change = new LinkChange({ gate, arm, store, clock, log });
  const memory = new LinkMemory({ store, storage, clock, log });
  await memory.start();
  return { gate, lister, sweep, change, memory };
}
