import { randomUUID } from "node:crypto";
import path from "node:path";
import { type Engine, startEngine } from "../../../src/links/engine.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { ChangePlan } from "../../../src/model/change.ts";
import { createIdentity, type Identity } from "../../../src/model/identity.ts";
import type { ArmPort, Clock } from "../../../src/model/ports.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { JournalFolder } from "../../../src/platform/journalFolder.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import type { LocalAzureDescription } from "../../azure/localAzure.ts";
import type { LocalArm } from "../azure/localArm.ts";
import { TestLog } from "./fixtures.ts";

/** What a process is to change, and where. */
export interface ChangeOrder {
  readonly description: LocalAzureDescription;
  /** The extension's own storage. */
  readonly folder: string;
  readonly plan: ChangePlan;
  /** For the process, time passes so much faster. */
  readonly timesFaster?: number;
  /** The process stops itself (SIGSTOP) directly before it would hand its write to the SDK. */
  readonly stopsItself?: boolean;
}

/** The first account of the local Azure. */
export function firstIdentity({ accounts }: LocalAzureDescription): Identity {
  const [account] = accounts;
  return createIdentity({
    source: "vscode",
    cloud: "public",
    accountId: account?.objectId ?? "",
    label: account?.username ?? "",
  });
}

/** The folder of the journal. */
export function journalFolder(folder: string): string {
  return path.join(folder, "journal");
}

/** Clocks on which so many times as much time passes; the wall clock is the same in all processes. */
export function fastClock(times: number): Clock {
  const day = 24 * 60 * 60_000;
  const midnight = Math.floor(Date.now() / day) * day;
  return {
    now: () => midnight + (Date.now() - midnight) * times,
    elapsed: () => performance.now() * times,
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / times, signal),
  };
}

/**
 * The extension's engine without VS Code: real files, real HTTPS to the local Azure, tokens from its control API. It knows the
 * tenants of the plan, and that long ago they were not linked.
 *
 * @param clock may run faster than the real one.
 */
export async function openEngine(
  local: LocalArm,
  { description, folder, plan }: Omit<ChangeOrder, "local">,
  clock: Clock = systemClock,
  arm: ArmPort = local.arm,
): Promise<Engine & { readonly store: LinkStore }> {
  const identity = firstIdentity(description);
  const store = new LinkStore(clock);
  store.setIdentities("vscode", [identity]);
  store.setTenants(
    identity.id,
    plan.steps.map(({ tenantId }) => ({ tenantId, kind: "guest" })),
  );
  for (const { id } of store.rows) {
    const check = store.begin(id, "check");
    check?.learn({ kind: "notLinked", at: 1 });
    check?.end();
  }
  const engine = await startEngine({
    source: {
      list: () => Promise.resolve([identity]),
      silentToken: (_identity, tenantId) => local.token(tenantId),
      interactiveToken: () => Promise.reject(new Error("nobody is there to sign in")),
      signIn: () => Promise.reject(new Error("nobody is there to sign in")),
    },
    arm,
    store,
    storage: new FileStorage(path.join(folder, "memory")),
    journalPort: new JournalFolder(journalFolder(folder)),
    clock,
    log: new TestLog(),
    newId: randomUUID,
  });
  return { ...engine, store };
}
