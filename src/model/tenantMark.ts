import type { Untrusted } from "./untrusted.ts";

/** What the user has noted about a tenant; kept on this machine, for all identities alike. */
export interface TenantMark {
  /** A name of the user's own. */
  readonly name?: Untrusted;
  /** A supplier, a former customer, a private directory: out of counts, badge and bulk. */
  readonly notCustomer?: true;
  /** Not shown, unless hidden tenants are asked for. */
  readonly hidden?: true;
}
