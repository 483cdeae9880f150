import * as vscode from "vscode";
import { watchAccounts } from "./identity/accountChanges.ts";
import { AccountClouds } from "./identity/accountClouds.ts";
import type { Credentials } from "./identity/credentials.ts";
import { IdentityBook } from "./identity/identityBook.ts";
import { IdentitySources } from "./identity/identitySources.ts";
import { ServicePrincipals } from "./identity/servicePrincipals.ts";
import { SovereignClouds } from "./identity/sovereignClouds.ts";
import { VscodeAccounts } from "./identity/vscodeAccounts.ts";
import { vscodeSecrets } from "./identity/vscodeSecrets.ts";
import { DelegationReader } from "./links/delegationReader.ts";
import { DelegationStore } from "./links/delegationStore.ts";
import { type Engine, startEngine } from "./links/engine.ts";
import type { LinkStore } from "./links/linkStore.ts";
import type { FindCloud } from "./model/cloud.ts";
import type { RunRecord } from "./model/journal.ts";
import type {
  ArmPort,
  Clock,
  CloudsPort,
  DelegationPort,
  DirectoryPort,
  IdentitySourcePort,
  PrincipalsPort,
} from "./model/ports.ts";
import { readCloudSettings, watchCloudSettings } from "./platform/cloudSettings.ts";
import { FileStorage } from "./platform/fileStorage.ts";
import { readHistoryDays } from "./platform/historyDays.ts";
import { JournalFolder } from "./platform/journalFolder.ts";
import { loadOnce } from "./platform/loadOnce.ts";
import type { Log } from "./platform/log.ts";
import { systemClock } from "./platform/systemClock.ts";
import { CredentialPrompts } from "./ui/credentialPrompts.ts";
import { describePrincipals } from "./ui/describePrincipals.ts";
import { watchInterrupted } from "./ui/interruptedWatch.ts";
import { warnOfEnds } from "./ui/endingCredentials.ts";
import { whenRowOpened } from "./ui/openHome.ts";
import { showSweepProgress } from "./ui/sweepProgress.ts";
import { showScope } from "./ui/scopeView.ts";
import type { TenantTree } from "./ui/tenantTree.ts";
import type { Views } from "./ui/views.ts";
import { followWelcome } from "./ui/welcome.ts";

/** The engine with what it stands on. */
export interface AppEngine extends Engine {
  readonly source: IdentitySourcePort;
  readonly principals: PrincipalsPort;
  readonly clouds: CloudsPort;
  readonly directory: DirectoryPort;
  readonly tree: TenantTree;
  /** Who delegated subscriptions to home tenants, and who reads that. */
  readonly delegations: DelegationStore;
  readonly delegationReader: DelegationReader;
  readonly watching: vscode.Disposable;
}

/** What is there before the engine. */
interface AppParts {
  readonly store: LinkStore;
  /** The extension's own storage. */
  readonly folder: vscode.Uri;
  readonly secretStorage: vscode.SecretStorage;
  readonly log: Log;
  readonly views: Views;
  /** Says that a change was interrupted. */
  readonly tellInterrupted: (run: RunRecord) => Promise<void>;
}

const millisecondsOfDay = 24 * 60 * 60_000;

/**
 * Puts together what finds out, changes and remembers, and fills the store with what is remembered; and what people see of
 * it while it works. This file is the entry of a bundle of its own, loaded when the start is over. Asks no network.
 */
export async function startAppEngine(parts: AppParts): Promise<AppEngine> {
  const { store, folder, log, views, tellInterrupted } = parts;
  const clock = systemClock;
  const [who, { TenantTree }] = await Promise.all([
    startIdentities(parts, clock),
    import("./ui/tenantTree.ts"), // while files are read
  ]);
  const delegations = new DelegationStore();
  const tree = new TenantTree({ ...views, store, delegations });
  views.tree.show(tree); // before anything is known, so that it is drawn as soon as it is
  const { source, principals, clouds } = who;
  const azure = lazyAzure(clouds.find);
  const storage = new FileStorage(vscode.Uri.joinPath(folder, "memory").fsPath);
  const journalPort = new JournalFolder(vscode.Uri.joinPath(folder, "journal").fsPath);
  const described = await describePrincipals({ ...views, tree }, store, principals, log); // before anything is drawn
  const engine = await startEngine({ source, arm: azure, store, storage, journalPort, clock, log, newId });
  const delegationReader = new DelegationReader({ gate: engine.gate, azure, store, delegations, log });
  if (store.identities.length > 0) {
    await engine.lister.listIdentities(); // what is remembered may be of an account that was signed out meanwhile
  }
  const accounts = who.watch(() => engine.lister.listIdentities());
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
    engine.changes, // before the journal, which then gives up its runs
    engine.journal,
    accounts,
    interrupted,
    showSweepProgress(engine.sweep, views.message),
    showScope({ ...views, store }),
    described,
    warnOfEnds(views.view, principals, clock, log),
    whenRowOpened(views.view, (row) => void delegationReader.open(row)),
    followWelcome({ ...views, store }),
  );
  return {
    ...engine,
    source,
    principals,
    clouds,
    directory: azure,
    tree,
    delegations,
    delegationReader,
    watching,
  };
}

/** Everybody who can be asked for tokens, and what is known of the clouds they are in. */
interface Identities {
  readonly source: IdentitySources;
  readonly principals: ServicePrincipals;
  readonly clouds: SovereignClouds;
  /** Calls `list` when identities come or go. */
  watch(list: () => Promise<unknown>): vscode.Disposable;
}

async function startIdentities(
  { store, folder, secretStorage, log }: AppParts,
  clock: Clock,
): Promise<Identities> {
  const book = new IdentityBook(
    new FileStorage(vscode.Uri.joinPath(folder, "identities").fsPath),
    log,
    newId,
  );
  await book.start();
  const clouds = new SovereignClouds(readCloudSettings, book);
  const prompts = new CredentialPrompts();
  const principals = new ServicePrincipals({
    book,
    secrets: vscodeSecrets(secretStorage),
    findCloud: clouds.find,
    prompts,
    credentials: lazyCredentials(),
    clock,
  });
  principals.wipeOrphans().catch((error: unknown) => log.error("removing old secrets failed", error));
  const accounts = new VscodeAccounts(clock, clouds, new AccountClouds(book));
  const source = new IdentitySources({ vscode: accounts, servicePrincipal: prompts.explaining(principals) });
  return {
    source,
    principals,
    clouds,
    watch: (list) => {
      const listAgain = (): void => {
        list().catch((error: unknown) => log.error("reading the accounts failed", error));
      };
      return vscode.Disposable.from(
        book,
        principals.onDidChange(listAgain),
        watchCloudSettings(listAgain),
        watchAccounts(source, store, list, log),
      );
    },
  };
}

/** Azure's credentials are a bundle of their own, loaded when the first service principal signs in. */
function lazyCredentials(): () => Promise<Credentials> {
  return loadOnce(async () => {
    const { createCredentials } = await import("./identity/credentials.ts");
    await systemClock.sleep(0); // that took a while, and so does the first request: others have their turn between the two
    return createCredentials((url, init) => globalThis.fetch(url, init));
  });
}

function newId(): string {
  return crypto.randomUUID();
}

type AzurePort = ArmPort & DelegationPort & DirectoryPort;

/** Azure's SDKs are a bundle of their own, loaded with the first request. */
function lazyAzure(findCloud: FindCloud): AzurePort {
  const load = loadOnce(async (): Promise<AzurePort> => {
    const { createAzureArm } = await import("./azure/azureArm.ts");
    await systemClock.sleep(0); // as above
    return createAzureArm((url, init) => globalThis.fetch(url, init), findCloud);
  });
  return {
    listTenants: async (call) => (await load()).listTenants(call),
    readLink: async (call) => (await load()).readLink(call),
    createLink: async (call, partnerId) => (await load()).createLink(call, partnerId),
    updateLink: async (call, partnerId) => (await load()).updateLink(call, partnerId),
    deleteLink: async (call, partnerId) => (await load()).deleteLink(call, partnerId),
    listDelegations: async (call, managerId) => (await load()).listDelegations(call, managerId),
    findTenantId: async (cloud, name, signal) => (await load()).findTenantId(cloud, name, signal),
  };
}
