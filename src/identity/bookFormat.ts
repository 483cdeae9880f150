import * as v from "valibot";
import type { RememberedFormat } from "../links/rememberedFile.ts";
import { storedTime } from "../links/storedTime.ts";
import { type CloudName, isCloudName } from "../model/cloud.ts";
import { createIdentity, type IdentityId } from "../model/identity.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { isGuid } from "../model/tenant.ts";

/** What the book holds. Never a secret. */
export interface BookContent {
  /**
   * Random. VS Code's secret storage is shared by all profiles and remote machines, and each of them has a book: this tells
   * whose a stored secret is.
   */
  readonly id: string;
  readonly principals: readonly ServicePrincipal[];
  /** Accounts of VS Code that signed in from here to another cloud than the public one. */
  readonly accounts: readonly AccountInCloud[];
  /** Accounts whose cloud stands there, but cannot be read: they are in none. */
  readonly lost?: readonly string[];
  /**
   * Where accounts are was damaged and could not all be read: one that is not among them may be in any cloud, until it signs in
   * again.
   */
  readonly accountsLost?: true;
  /** Principals that are gone, and whose secrets are being wiped: what a window began that was closed, the next one ends. */
  readonly wiping: readonly string[];
}

/** Where an account is at home, by its id. */
export interface AccountInCloud {
  readonly accountId: string;
  readonly cloud: CloudName;
}

/** Rises when the form changes. A file of a newer version belongs to a newer extension and is left alone. */
const version = 1;

const cloudName = v.custom<CloudName>((text) => typeof text === "string" && isCloudName(text));
const guid = v.pipe(v.string(), v.check(isGuid), v.toLowerCase());
const text = v.exactOptional(v.string());
const time = v.exactOptional(storedTime);

const principal = v.pipe(
  v.object({
    accountId: v.pipe(v.string(), v.toLowerCase()),
    cloud: cloudName,
    clientId: guid,
    tenantIds: v.pipe(v.array(guid), v.minLength(1)),
    label: v.string(),
    kind: v.picklist(["secret", "certificate", "federation", "deviceCode"]),
    keepsSecret: v.boolean(),
    hasPassword: v.exactOptional(v.literal(true)),
    expiresAt: time,
    warnedAt: time,
    path: text,
    // An id of Entra's: nothing in it can be taken for the parts of an identity's id, or of a key.
    homeAccountId: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w.-]+$/))),
    pinned: v.exactOptional(v.literal(true)),
  }),
  v.check(({ accountId, ...known }) => accountId === accountIdOf(known).toLowerCase()),
  // The id is made anew: a file cannot mix identities up.
  v.transform(({ accountId: _accountId, ...known }): ServicePrincipal => {
    const { cloud, label } = known;
    const accountId = accountIdOf(known);
    const identity = createIdentity({ source: "servicePrincipal", cloud, accountId, label });
    return { ...known, id: identity.id, label: identity.label };
  }),
);

const accountOnly = v.object({ accountId: v.string() });
const account = v.object({ accountId: v.string(), cloud: cloudName });

const list = v.optional(v.array(v.unknown()), []);
const file = v.object({
  version: v.literal(version),
  id: v.pipe(v.string(), v.check(isGuid)),
  principals: v.array(v.unknown()),
  accounts: list,
  accountsLost: v.optional(v.boolean(), false),
  wiping: list,
});

/** What is remembered of identities, as a file. Each record must be one that this extension could have written. */
export const bookFormat: RememberedFormat<BookContent> = {
  name: "identities.json",

  version,

  parse(json) {
    const { id, ...lists } = v.parse(file, json);
    const principals = new Map<IdentityId, ServicePrincipal>();
    const unreadPrincipals: unknown[] = [];
    for (const record of lists.principals) {
      const parsed = v.safeParse(principal, record);
      if (parsed.success && !principals.has(parsed.output.id)) {
        principals.set(parsed.output.id, parsed.output);
      } else {
        unreadPrincipals.push(record);
      }
    }
    const accounts = lists.accounts.filter((record) => v.is(account, record));
    const unreadAccounts = lists.accounts.filter((record) => !v.is(account, record));
    const named = unreadAccounts.filter((record) => v.is(accountOnly, record));
    const lost = named.map(({ accountId }) => accountId);
    const accountsLost = lists.accountsLost || named.length < unreadAccounts.length;
    const value: BookContent = {
      id,
      principals: [...principals.values()],
      accounts,
      ...(lost.length > 0 && { lost }),
      ...(accountsLost && { accountsLost }),
      wiping: lists.wiping.filter((known) => typeof known === "string"),
    };
    return Promise.resolve({ value, unread: { principals: unreadPrincipals, accounts: unreadAccounts } });
  },

  print({ id, principals, accounts, accountsLost, wiping }, unread) {
    return {
      id,
      ...(accountsLost && { accountsLost }),
      accounts: [...accounts, ...(unread["accounts"] ?? [])],
      ...(wiping.length > 0 && { wiping }),
      principals: [
        ...principals.map(({ id: _id, ...known }) => ({ ...known, accountId: accountIdOf(known) })),
        ...(unread["principals"] ?? []),
      ],
    };
  },

  /** So that the secrets of a damaged book are still its own, and no account is taken for one of the public cloud. */
  salvage(damaged) {
    const id = /"id":\s*"([0-9a-f-]{36})"/i.exec(damaged)?.[1];
    return id !== undefined && isGuid(id)
      ? { id, principals: [], ...accountsIn(damaged), wiping: [] }
      : undefined;
  },
};

/** What tells a principal from all others of its cloud: its application and, behind a device code, the person. */
export function accountIdOf({
  clientId,
  homeAccountId,
}: Pick<ServicePrincipal, "clientId" | "homeAccountId">): string {
  return homeAccountId === undefined ? clientId : `${clientId}.${homeAccountId}`;
}

/**
 * An account whose cloud was forgotten would be taken for one of the public cloud, which would be sent its refresh token: so
 * what can still be read of them is kept.
 */
function accountsIn(damaged: string): Pick<BookContent, "accounts" | "accountsLost"> {
  const whole = /"accounts"\s*:\s*(\[[^\]]{0,100000}\])/.exec(damaged)?.[1];
  const parsed = v.safeParse(v.array(account), parseForeignJson(whole));
  if (parsed.success) {
    return { accounts: parsed.output };
  }
  const read = new Map<string, CloudName>();
  for (const [record] of damaged.matchAll(/\{[^{}]{1,1000}\}/g)) {
    const one = v.safeParse(account, parseForeignJson(record));
    if (one.success) {
      read.set(one.output.accountId, one.output.cloud);
    }
  }
  return {
    accounts: [...read].map(([accountId, cloud]) => ({ accountId, cloud })),
    accountsLost: true,
  };
}
