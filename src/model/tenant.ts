import type { Untrusted } from "./untrusted.ts";
import { tellingName } from "./tellingName.ts";

/** How the account stands to a tenant: at home, a guest (also: a user of its own there), or through Azure Lighthouse. */
export type TenantKind = "home" | "guest" | "lighthouse";

/** A directory as ARM's `/tenants` lists it. Everything but the id may be missing [V]. */
export interface Tenant {
  readonly tenantId: string;
  readonly displayName?: Untrusted;
  readonly defaultDomain?: Untrusted;
  readonly kind: TenantKind;
  /** The user added it by ID or domain; Azure's list need not hold it. */
  readonly added?: true;
}

/** What a tenant is called: display name, else default domain, else its id. */
export function tenantLabel({ tenantId, displayName, defaultDomain }: Tenant): Untrusted {
  return tellingName(displayName, tenantId) ?? tellingName(defaultDomain, tenantId) ?? tenantId;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether `text` has the form of a tenant id. */
export function isGuid(text: string): boolean {
  return guid.test(text);
}
