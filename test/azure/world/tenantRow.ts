import type { Tenant, TenantPolicy } from "./model.ts";

/** One tenant as the data tables write it; what is left out takes the usual value. */
export interface TenantRow {
  readonly name?: string;
  readonly domain?: string;
  readonly country?: string;
  readonly category?: Tenant["category"];
  readonly policy?: TenantPolicy;
  /** The first account's link. */
  readonly link?: { readonly partnerId: string; readonly deleted?: boolean; readonly nameless?: boolean };
  /** Usernames, besides the first account, that have an object here. */
  readonly members?: readonly string[];
  /** How many of the subscription kinds exist here, and from which kind on (see subscriptions.ts). */
  readonly subscriptions?: { readonly first: number; readonly count: number };
  /** Its subscriptions are delegated to the first account's home tenant. */
  readonly delegated?: boolean;
}
