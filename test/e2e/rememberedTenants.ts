import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { LocalAzureDescription } from "../azure/description.ts";

/**
 * Writes what the extension would remember of the first account's tenants, into the extension's storage (`folder`), as
 * if it had found them unlinked at that time (milliseconds since 1970).
 */
export async function rememberTenants(
  folder: string,
  { accounts }: Pick<LocalAzureDescription, "accounts">,
  tenants: readonly { readonly tenantId: string; readonly displayName: string }[],
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
  const rows = tenants.map(({ tenantId, displayName }) => ({
    identity: 0,
    tenant: { tenantId, kind: "guest", ...(displayName !== "" && { displayName }) },
    knowledge: { kind: "notLinked", at },
  }));
  const knowledge = { version: 1, identities: [{ identity, listedAt: at }], rows };
  await mkdir(path.join(folder, "memory"), { recursive: true });
  await writeFile(path.join(folder, "memory", "knowledge.json"), JSON.stringify(knowledge));
}
