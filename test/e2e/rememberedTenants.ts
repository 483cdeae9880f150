import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TenantKind } from "../../src/model/tenant.ts";
import type { DescribedTenant, LocalAzureDescription } from "../azure/description.ts";

/** A tenant as Azure lists it; texts are empty where it gives none. */
type RememberedTenant = Pick<DescribedTenant, "tenantId" | "displayName"> &
  Partial<Pick<DescribedTenant, "defaultDomain" | "category">>;

/**
 * Writes what the extension would remember of the first account's tenants, into the extension's storage (`folder`), as
 * if it had found them unlinked at that time (milliseconds since 1970).
 */
export async function rememberTenants(
  folder: string,
  { accounts }: Pick<LocalAzureDescription, "accounts">,
  tenants: readonly RememberedTenant[],
  at: number,
): Promise<void> {
  const [account] = accounts;
  if (account === undefined) {
    throw new Error("The local Azure has no account.");
  }
  const { username, objectId, homeTenantId } = account;
  const identity = {
    source: "vscode",
    cloud: "public",
    accountId: `${objectId}.${homeTenantId}`,
    label: username,
    homeTenantId,
  };
  const kindOf = ({ tenantId, category = "Home" }: RememberedTenant): TenantKind => {
    const guestOrReached = category === "Home" ? "guest" : "lighthouse";
    return tenantId === homeTenantId ? "home" : guestOrReached;
  };
  const rows = tenants.map((tenant) => ({
    identity: 0,
    tenant: {
      tenantId: tenant.tenantId,
      kind: kindOf(tenant),
      ...(tenant.displayName && { displayName: tenant.displayName }),
      ...(tenant.defaultDomain && { defaultDomain: tenant.defaultDomain }),
    },
    knowledge: { kind: "notLinked", at },
  }));
  const knowledge = { version: 1, identities: [{ identity, listedAt: at }], rows };
  await mkdir(path.join(folder, "memory"), { recursive: true });
  await writeFile(path.join(folder, "memory", "knowledge.json"), JSON.stringify(knowledge));
}
