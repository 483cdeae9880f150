import type { Cloud, CloudName, FindCloud } from "./cloud.ts";
import type { Deadline } from "./deadline.ts";
import type { Delegation } from "./delegation.ts";
import type { Identity, IdentityId, IdentitySource } from "./identity.ts";
import type { PartnerLink } from "./partnerLink.ts";
import type { DeviceCode, NewPrincipal, ServicePrincipal } from "./servicePrincipal.ts";
import type { Tenant } from "./tenant.ts";
import type { Untrusted } from "./untrusted.ts";

/** The clocks. Milliseconds. */
export interface Clock {
  /** On the wall, since 1970: it jumps when somebody sets it. */
  now(): number;
  /** Since some moment of this process, and only ever forward; means nothing to another process. */
  elapsed(): number;
  /** Waits so long, or until `signal` is aborted: then throws `cancelled`. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A few named texts that outlive the window and are shared by all windows of this machine. */
export interface StoragePort {
  /** Makes the place where the texts are, if there is none. */
  open(): Promise<void>;
  /** The text, or undefined if there is none. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the text as a whole: a reader sees the old or the new one, never a part. */
  write(name: string, text: string): Promise<void>;
  /**
   * Replaces the text as a whole if it still is `before` (undefined: if there is none). Gives false if another window was faster:
   * then read again, and do what is still to be done. No window can keep others from writing, however it ends.
   */
  swap(name: string, before: string | undefined, text: string): Promise<boolean>;
  /** Keeps a copy of a damaged text beside it, once; gives the copy's name. */
  setAside(name: string, text: string): Promise<string>;
  /** Removes everything, also what was set aside. */
  clear(): Promise<void>;
  /** Removes only what was set aside, and what was never finished. */
  removeLeftovers(): Promise<void>;
  /** Calls `onChange` after another window, or this one, wrote the text. */
  watch(name: string, onChange: () => void): { dispose(): void };
}

/** What is wrong with a stored file; the person is told, and shown the file. */
export interface FileTrouble {
  /** The file, or the copy that was kept of it. */
  readonly file: string;
  /**
   * `unread`: the system does not give it. `damaged`: nothing in it can be read. `partly`: some records cannot be read, and
   * stay in it as they are.
   */
  readonly kind: "unread" | "damaged" | "partly";
  /** The system's own code, such as `EACCES`. */
  readonly code?: string;
}

/** A file of the journal. */
export interface JournalFile {
  readonly name: string;
  /** Bytes. A file only grows. */
  readonly size: number;
  /** What bears the name is no file that could be ours: a folder, a link, a pipe, or larger than any of ours. */
  readonly odd?: true;
}

/** Files that only grow, one for each run, shared by all windows of this machine. */
export interface JournalPort {
  /** All files, also those that were set aside, in no order; makes the place if there is none. */
  list(): Promise<readonly JournalFile[]>;
  /** The text, or undefined if there is no such file, or something odd in its place. */
  read(name: string): Promise<string | undefined>;
  /**
   * Makes a file that must not be there yet; gives false if it is. When it resolves, the text is on the disk and outlives a
   * power cut, and so does the file, as far as the system can promise it. Something odd in its place is set aside.
   */
  create(name: string, text: string): Promise<boolean>;
  /** Adds to a file that must be there. When it resolves, the text is on the disk and outlives a power cut. */
  append(name: string, text: string): Promise<void>;
  /** Replaces a file's text as a whole, or makes it: for what need not outlive a power cut. */
  replace(name: string, text: string): Promise<void>;
  /** Keeps a damaged file under another name, which ends in `.damaged`. */
  setAside(name: string): Promise<void>;
  /** Removes a file, or something odd in its place; does nothing if there is none. */
  remove(name: string): Promise<void>;
  /** Removes what is half-written, as far as it `isOurs`: the name that it was to have. */
  removeUnfinished(isOurs: (name: string) => boolean): Promise<void>;
  /** Calls `onChange` after any window, also this one, changed any file; without a name where the system does not tell it. */
  watch(onChange: (name?: string) => void): { dispose(): void };
}

/** An access token for one cloud's ARM in one tenant; kept in memory only. */
export interface AccessToken {
  readonly token: string;
  readonly cloud: CloudName;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The tenant that the token was asked for, whether or not it can be read; without one, the tenant that it names itself. */
  readonly tenantId?: string;
  /** What the identity is in that tenant, if the token says so. */
  readonly objectId?: string;
}

/** How a person is asked to sign in: in words, and with the challenge to be answered if there is one. */
export interface SignInRequest {
  /** Names the tenant, the account and the reason; shown in VS Code's dialog. */
  readonly detail: string;
  /** A `WWW-Authenticate` header with a claims challenge. */
  readonly challenge?: string;
  /** Where a new account of VS Code is asked for; without it the public cloud. */
  readonly cloud?: CloudName;
  /** The name of that account: then the cloud is not asked for tokens of VS Code's other accounts. */
  readonly username?: string;
}

/** What a person is asked for when an identity of our own signs in. Tells nothing to anybody else. */
export interface CredentialPromptPort {
  /**
   * The client secret of a principal that keeps none, or the password of its certificate's file; undefined if the person
   * does not give it.
   */
  askSecret(identity: Identity, kind: "secret" | "password"): Promise<string | undefined>;
  /**
   * Shows the code that a person enters in a browser, until `over` is aborted. Settles when the person gives up, or then.
   *
   * @param tenantId the tenant that the code signs in to.
   */
  showDeviceCode(code: DeviceCode, label: Untrusted, tenantId: string, over: AbortSignal): Promise<void>;
}

/** Where secrets outlive the window, encrypted by the system where it can. Only `identity/` uses it. */
export interface SecretPort {
  /** The keys of all secrets. */
  keys(): Promise<readonly string[]>;
  get(key: string): Promise<string | undefined>;
  set(key: string, secret: string): Promise<void>;
  delete(key: string): Promise<void>;
  /** Calls `onChange` with the key of a secret that this or another window has stored or deleted. */
  watch?(onChange: (key: string) => void): { dispose(): void };
}

/** Where identities and their tokens come from. */
export interface IdentitySourcePort {
  /**
   * All identities the source knows; knowing one does not mean that its tokens may be used. Throws if they cannot be had.
   *
   * @param of only those of this source, where one speaks for several: of the others nobody is asked.
   */
  list(of?: IdentitySource): Promise<readonly Identity[]>;
  /**
   * A token without any prompt; undefined if the source gives no reason why there is none, else throws `PalError`. Without a
   * tenant: the home tenant.
   */
  silentToken(identity: Identity, tenantId: string | undefined): Promise<AccessToken | undefined>;
  /** A token after asking the person. Throws `signInCancelled`, `signInFailed`, `wrongAccount`, `wrongTenant`. */
  interactiveToken(identity: Identity, tenantId: string, request: SignInRequest): Promise<AccessToken>;
  /**
   * Asks the person to sign in with the given account, or with any, and to grant this extension access.
   * Throws `signInCancelled`, `signInFailed`, `wrongAccount`.
   */
  signIn(request: SignInRequest, identity?: Identity): Promise<void>;
  /**
   * Whether `list` left an identity out only because it cannot be said at present whether it is there: what is stored of that, or
   * set, cannot be read, or VS Code's provider did not answer. It stays as it is.
   */
  isUnsure?(identity: Identity): boolean;
  /** Tenants that the user named for the identity; Azure's list need not hold them. */
  namedTenants?(identity: Identity): readonly string[];
  /**
   * Whether a silent token is sure not to come before the person has done something, such as giving a secret that was not
   * kept. Nobody is told so of each tenant: checks that nobody asked for leave such tenants alone.
   */
  needsPerson?(identity: Identity, tenantId: string): boolean;
  /**
   * Whether VS Code has accounts of another cloud than this one, also such that `list` leaves out. Asked before a new account
   * signs in: unless VS Code is told whose it is, it sends the refresh tokens of all accounts there.
   */
  hasAccountsElsewhere?(cloud: CloudName): Promise<boolean>;
}

/** Identities with a credential of their own: service principals, and people who sign in with a device code. */
export interface PrincipalsPort {
  /** What is remembered of each: kind and end of the credential, tenants, whether a secret is kept. Never a secret. */
  readonly principals: readonly ServicePrincipal[];
  /** The same of one of them; undefined if it is not remembered. */
  principal(id: IdentityId): ServicePrincipal | undefined;
  /**
   * Adds one once its credential has given a token in the first tenant, or renews the credential of one that is there; its
   * tenants are added to those known. For a device code the person is asked. If it throws a `PalError`, nothing is remembered;
   * if the keychain refuses a secret that should be kept, it is there for this window, and `keepsSecret` false.
   *
   * Throws `PalError`: why Entra ID refuses it, why the certificate cannot be read, `cloudNotConfirmed`, `signInCancelled`; or what
   * the storage throws.
   */
  add(wanted: NewPrincipal): Promise<Identity>;
  /** Gives it another name. Throws what the storage throws. */
  rename(id: IdentityId, label: string): Promise<void>;
  /** Notes whether the user wants it on top. Throws what the storage throws. */
  pin(id: IdentityId, pinned: boolean): Promise<void>;
  /** Notes that the user was told now that their credentials end soon. Throws what the storage throws. */
  noteWarned(ids: readonly IdentityId[]): Promise<void>;
  /** Adds tenants to those that were named. Throws what the storage throws. */
  addTenants(id: IdentityId, tenantIds: readonly string[]): Promise<void>;
  /**
   * Forgets it and wipes every secret: in this window, in the storage and, as soon as they notice, in other windows. Throws if
   * the storage does not obey; then it can be forgotten again.
   */
  forget(id: IdentityId): Promise<void>;
  /**
   * Forgets all of them, every custom cloud that was confirmed, and every secret, also those of other profiles of VS Code. In
   * which cloud VS Code's accounts are stays known: else they would be taken for accounts of the public one.
   */
  forgetAll(): Promise<void>;
}

/** The clouds beside the public one. */
export interface CloudsPort {
  /** The endpoints of a cloud. Throws `PalError`: `unknownCloud`, `cloudNotConfirmed`. */
  readonly find: FindCloud;
  /** The custom cloud of the user's own settings, if there is one. Throws `PalError`: `badEndpoint`, with the property. */
  readonly custom: Cloud | undefined;
  /**
   * The cloud that VS Code's second provider signs accounts in to, if the user's own settings name one and no workspace
   * has a say in it. Throws `PalError`: `badEndpoint`, with the property.
   */
  readonly forAccounts: Cloud | undefined;
  /** Whether the user has confirmed these very endpoints; those of Microsoft's clouds need not be. */
  isConfirmed(cloud: Cloud): boolean;
  /** The user saw all endpoints of the cloud and agreed. Throws if it cannot be stored. */
  confirm(cloud: Cloud): Promise<void>;
}

/** What every call to ARM needs. */
export interface ArmCall {
  readonly token: AccessToken;
  readonly signal?: AbortSignal;
  /** Asked directly before the request is sent; a request that is too late is not, which is `notSent`. */
  readonly isTooLate?: Deadline;
}

/** An answer with what Microsoft's support asks for, also when all went well. */
export interface Answered {
  /** `x-ms-correlation-request-id`. */
  readonly correlationId?: Untrusted;
}

/** What a read of the link gave: the link, or none. */
export interface LinkAnswer extends Answered {
  readonly link?: PartnerLink;
}

/** Azure Resource Manager, as far as it is needed. Every method sends each request at most once and throws `PalError`. */
export interface ArmPort {
  /** All tenants of the token's account, over all pages. */
  listTenants(call: ArmCall): Promise<readonly Tenant[]>;
  /** The caller's own link in the token's tenant, if there is one. */
  readLink(call: ArmCall): Promise<LinkAnswer>;
  /** Creates the caller's link. Throws `conflict` if there is one already, `refused` if Azure does not know the ID. */
  createLink(call: ArmCall, partnerId: string): Promise<Answered>;
  /** Replaces the ID of the caller's link. Throws `notLinked` if there is none, `refused` if Azure does not know the ID. */
  updateLink(call: ArmCall, partnerId: string): Promise<Answered>;
  /** Removes the caller's link. Throws `notLinked` if it is not linked to this ID (any more). */
  deleteLink(call: ArmCall, partnerId: string): Promise<Answered>;
}

/** Azure Resource Graph, as far as it is needed. */
export interface DelegationPort {
  /**
   * What customers delegated to a tenant through Azure Lighthouse, over all pages. Throws `PalError`.
   *
   * @param managerId the tenant of the token.
   */
  listDelegations(call: ArmCall, managerId: string): Promise<readonly Delegation[]>;
}

/** Entra ID, as far as it may be asked without a token. */
export interface DirectoryPort {
  /** Which tenant an ID or domain names. Throws `PalError`: `unknownTenant` if there is none. */
  findTenantId(cloud: CloudName, name: string, signal?: AbortSignal): Promise<string>;
}

/** The log. What varies comes last in the line; neither tokens nor names of people and tenants belong here: use ids. */
export interface LogPort {
  info(message: string, variable?: string): void;
  /** `where` is the id of the tenant, if it happened in one. */
  error(message: string, error: unknown, where?: string): void;
}
