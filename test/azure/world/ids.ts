import { createHash } from "node:crypto";

/** A GUID that depends only on `text`: the same data has the same ids in every run. */
export function guidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The object id of an account in a tenant. As in Entra ID, a guest has another one in every tenant. */
export function objectIdOf(username: string, tenantId: string): string {
  return guidFrom(`object ${username} in ${tenantId}`);
}
