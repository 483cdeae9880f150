import * as vscode from "vscode";
import { watchAccounts } from "./identity/accountChanges.ts";
import { VscodeAccounts } from "./identity/vscodeAccounts.ts";
import { type Engine, startEngine } from "./links/engine.ts";
import type { LinkStore } from "./links/linkStore.ts";
import type { RunRecord } from "./model/journal.ts";
import type { ArmPort, DirectoryPort, IdentitySourcePort } from "./model/ports.ts";
import { FileStorage } from "./platform/fileStorage.ts";
import { readHistoryDays } from "./platform/historyDays.ts";
import { JournalFolder } from "./platform/journalFolder.ts";
import type { Log } from "./platform/log.ts";
import { systemClock } from "./platform/systemClock.ts";
import { watchInterrupted } from "./ui/interruptedWatch.ts";
import { showSweepProgress } from "./ui/sweepProgress.ts";
import type { ViewMessage } from "./ui/viewMessage.ts";

/** The engine with what it stands on. */
export interface AppEngine extends Engine {
  readonly source: IdentitySourcePort;
  readonly directory: DirectoryPort;
  readonly watching: vscode.Disposable;
}

/** What is there before the engine. */
interface AppParts {
  readonly store: LinkStore;
  /** The extension's own storage. */
  readonly folder: vscode.Uri;
  readonly log: Log;
  readonly message: ViewMessage;
  /** Says that a change was interrupted. */
  readonly tellInterrupted: (run: RunRecord) => Promise<void>;
}

const millisecondsOfDay = 24 * 60 * 60_000;

/**
 * Puts together what finds out, changes and remembers, and fills the store with what is remembered; and what people see of
 * it while it works. This file is the entry of a bundle of its own, loaded when the start is over. Asks no network.
 */
export async function startAppEngine(parts: AppParts): Promise<AppEngine> {
  const { store, folder, log, message, tellInterrupted } = parts;
  const clock = systemClock;
  const source = new VscodeAccounts(clock);
  const azure = lazyAzure();
  const storage = new FileStorage(vscode.Uri.joinPath(folder, "memory").fsPath);
  const journalPort = new JournalFolder(vscode.Uri.joinPath(folder, "journal").fsPath);
  const engine = await startEngine({ source, arm: azure, store, storage, journalPort, clock, log, newId });
  if (store.identities.length > 0) {
    await engine.lister.listIdentities(); // what is remembered may be of an account that was signed out meanwhile
  }
  const accounts = watchAccounts(source, store, () => engine.lister.listIdentities(), log);
  const interrupted = watchInterrupted(engine.journal, (run) => {
    tellInterrupted(run).catch((error: unknown) =>
      log.error("telling of an interrupted change failed", error),
    );
  });
  const days = readHistoryDays();
  if (days > 0) {
    engine.journal
      .prune(clock.now() - days * millisecondsOfDay)
      .catch((error: unknown) => log.error("old history could not be removed", error));
  }
  const watching = vscode.Disposable.from(
    engine.memory,
    engine.journal,
    accounts,
    interrupted,
    showSweepProgress(engine.sweep, message),
  );
  return { ...engine, source, directory: azure, watching };
}

function newId(): string {
  return crypto.randomUUID();
}

/** Azure's SDKs are a bundle of their own, loaded with the first request. */
function lazyAzure(): ArmPort & DirectoryPort {
  let loading: Promise<ArmPort & DirectoryPort> | undefined;
  const load = (): Promise<ArmPort & DirectoryPort> =>
    (loading ??= import("./azure/azureArm.ts").then(({ createAzureArm }) =>
      createAzureArm((url, init) => globalThis.fetch(url, init)),
    ));
  return {
    listTenants: async (call) => (await load()).listTenants(call),
    readLink: async (call) => (await load()).readLink(call),
    createLink: async (call, partnerId) => (await load()).createLink(call, partnerId),
    updateLink: async (call, partnerId) => (await load()).updateLink(call, partnerId),
    deleteLink: async (call, partnerId) => (await load()).deleteLink(call, partnerId),
    findTenantId: async (cloud, name, signal) => (await load()).findTenantId(cloud, name, signal),
  };
}
