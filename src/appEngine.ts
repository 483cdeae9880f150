import * as vscode from "vscode";
import { watchAccounts } from "./identity/accountChanges.ts";
import { AccountClouds } from "./identity/accountClouds.ts";
import { ConfirmedClouds } from "./identity/confirmedClouds.ts";
import type { Credentials } from "./identity/credentials.ts";
import { IdentityBook } from "./identity/identityBook.ts";
import { IdentitySources } from "./identity/identitySources.ts";
import { ServicePrincipals } from "./identity/servicePrincipals.ts";
import { SovereignClouds } from "./identity/sovereignClouds.ts";
import { VscodeAccounts } from "./identity/vscodeAccounts.ts";
import { vscodeSecrets } from "./identity/vscodeSecrets.ts";
import { DelegationReader } from "./links/delegationReader.ts";
import { DelegationStore } from "./links/delegationStore.ts";
import { allOrNothing, type Keep } from "./links/allOrNothing.ts";
import { type Engine, startEngine } from "./links/engine.ts";
import type { LinkStore } from "./links/linkStore.ts";
import { trustedTime } from "./links/trustedTime.ts";
import { type FindCloud, isBuiltIn } from "./model/cloud.ts";
import type { RunRecord } from "./model/journal.ts";
import type {
  ArmPort,
  Clock,
  CloudsPort,
  DelegationPort,
  DirectoryPort,
  FileTrouble,
  IdentitySourcePort,
  PrincipalsPort,
  StoragePort,
} from "./model/ports.ts";
import { readCloudSettings, watchCloudSettings } from "./platform/cloudSettings.ts";
import { FileStorage } from "./platform/fileStorage.ts";
import { readHistoryDays } from "./platform/historyDays.ts";
import { JournalFolder } from "./platform/journalFolder.ts";
import { loadOnce } from "./platform/loadOnce.ts";
import type { Log } from "./platform/log.ts";
import { systemClock } from "./platform/systemClock.ts";
import { forgetHere } from "./ui/forgetHere.ts";
import { CredentialPrompts } from "./ui/credentialPrompts.ts";
import { describePrincipals } from "./ui/describePrincipals.ts";
import { watchInterrupted } from "./ui/interruptedWatch.ts";
import { warnOfEnds } from "./ui/endingCredentials.ts";
import { whenRowOpened } from "./ui/openHome.ts";
import { showSweepProgress } from "./ui/sweepProgress.ts";
import { tellFileTrouble } from "./ui/tellFileTrouble.ts";
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

/** The tree of tenants, and what stands in it below them. */
type ShownTree = Pick<AppEngine, "tree" | "delegations">;

/**
 * Shows the tree of tenants, in which nothing is known yet. Once in a window, also if the engine cannot be started at first:
 * VS Code keeps the nodes that it was given, and commands must know them again.
 */
export async function showTree(store: LinkStore, views: Views): Promise<ShownTree> {
  const { TenantTree } = await import("./ui/tenantTree.ts");
  const delegations = new DelegationStore();
  const tree = new TenantTree({ ...views, store, delegations });
  views.tree.show(tree);
  return { tree, delegations };
}

/** What is there before the engine. */
interface AppParts {
  readonly store: LinkStore;
  /** The extension's own storage. */
  readonly folder: vscode.Uri;
  readonly secretStorage: vscode.SecretStorage;
  readonly log: Log;
  readonly views: Views;
  /** See `showTree`. */
  readonly loadTree: () => Promise<ShownTree>;
  /** Says that a change was interrupted. */
  readonly tellInterrupted: (run: RunRecord) => Promise<void>;
}

const millisecondsOfDay = 24 * 60 * 60_000;

/** So long the start waits for the system's keychain. Milliseconds. */
const keychainPatience = 1000;

/**
 * Puts together what finds out, changes and remembers, and fills the store with what is remembered; and what people see of
 * it while it works. This file is the entry of a bundle of its own, loaded when the start is over. Asks no network, and
 * waits for nobody but the disk: who is signed in is heard later. If it throws, nothing of it goes on, and it can be called again.
 */
export function startAppEngine(parts: AppParts): Promise<AppEngine> {
  return allOrNothing((keep) => start(parts, keep));
}

async function start(parts: AppParts, keep: Keep): Promise<AppEngine> {
  const { store, folder, log, views, loadTree, tellInterrupted } = parts;
  const clock = systemClock;
  const [who, { tree, delegations }] = await Promise.all([
    startIdentities(parts, clock, keep),
    loadTree(), // while files are read, and before anything is known, so that it is drawn as soon as it is
  ]);
  const { source, principals, clouds } = who;
  const azure = lazyAzure(clouds.find);
  const memoryFolder = vscode.Uri.joinPath(folder, "memory");
  const storage = new FileStorage(memoryFolder.fsPath);
  const journalPort = new JournalFolder(vscode.Uri.joinPath(folder, "journal").fsPath, (error) =>
    log.error("the journal's folder cannot be flushed; its files are safe", error),
  );
  const described = keep(await describePrincipals({ ...views, tree }, store, principals, log)); // before anything is drawn
  const onTrouble = (trouble: FileTrouble): void => tellFileTrouble(trouble, memoryFolder, log);
  const engine = await startEngine({
    source,
    arm: azure,
    store,
    storage,
    journalPort,
    clock,
    log,
    newId,
    onTrouble,
  });
  [engine.memory, engine.journal, engine.relisting].forEach(keep);
  const delegationReader = new DelegationReader({ gate: engine.gate, azure, store, delegations, log });
  const interrupted = keep(
    watchInterrupted(engine.journal, (run) => {
      tellInterrupted(run).catch((error: unknown) =>
        log.error("telling of an interrupted change failed", error),
      );
    }),
  );
  prune(engine.journal, storage, clock).catch((error: unknown) =>
    log.error("old history could not be removed", error),
  );
  const accounts = keep(who.watch(() => engine.relisting.ask()));
  if (store.identities.length > 0) {
    engine.relisting.ask(); // what is remembered may be of an account that was signed out meanwhile
  }
  const forgotten = keep(
    engine.memory.onDidForgetElsewhere(() => {
      forgetHere({ ...engine, ...views, store, delegations }).catch((error: unknown) =>
        log.error("forgetting what another window forgot failed", error),
      );
    }),
  );
  const watching = vscode.Disposable.from(
    who.book,
    forgotten,
    engine.memory,
    engine.changes, // before the journal, which then gives up its runs
    engine.journal,
    engine.relisting,
    accounts,
    interrupted,
    described,
    keep(showSweepProgress(engine.sweep, views.message)),
    keep(showScope({ ...views, store })),
    keep(warnOfEnds(views.view, principals, clock, log)),
    keep(whenRowOpened(views.view, (row) => void delegationReader.open(row))),
    keep(followWelcome({ ...views, store })),
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

async function prune(journal: Engine["journal"], storage: StoragePort, clock: Clock): Promise<void> {
  const days = readHistoryDays();
  if (days > 0 && journal.runs.length > 0) {
    const time = await trustedTime(storage, clock.now());
    await journal.prune(time - days * millisecondsOfDay);
  }
}

/** Everybody who can be asked for tokens, and what is known of the clouds they are in. */
interface Identities {
  readonly source: IdentitySources;
  readonly principals: ServicePrincipals;
  readonly clouds: SovereignClouds;
  readonly book: IdentityBook;
  /** Calls `list` when identities come or go. */
  watch(list: () => void): vscode.Disposable;
}

async function startIdentities(
  { store, folder, secretStorage, log }: AppParts,
  clock: Clock,
  keep: Keep,
): Promise<Identities> {
  const bookFolder = vscode.Uri.joinPath(folder, "identities");
  const book = keep(
    new IdentityBook(new FileStorage(bookFolder.fsPath), log, newId, (trouble) =>
      tellFileTrouble(trouble, bookFolder, log),
    ),
  );
  const secrets = vscodeSecrets(secretStorage);
  const confirmed = keep(new ConfirmedClouds(secrets, log));
  await book.start();
  const clouds = new SovereignClouds(readCloudSettings, confirmed);
  const reading = confirmed.start();
  const { principals: known, accounts: elsewhere } = book.content;
  if (clouds.isCustom || [...known, ...elsewhere].some(({ cloud }) => !isBuiltIn(cloud))) {
    // The others need not wait for the system's keychain, and nobody waits long: until it answers, no custom cloud is confirmed.
    await Promise.race([reading, clock.sleep(keychainPatience)]);
  }
  const prompts = new CredentialPrompts();
  const principals = new ServicePrincipals({
    book,
    secrets,
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
    book,
    watch: (list) =>
      vscode.Disposable.from(
        confirmed,
        principals.onDidChange(list),
        watchCloudSettings(list),
        watchAccounts(source, store, list),
      ),
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
