import { objectIdOf } from "../world/ids.ts";
import type { Account } from "../world/model.ts";

/** `client_info`: MSAL builds an account's id from the home tenant and the object there, whatever the token's tenant. */
export function clientInfoOf(account: Account): string {
  const info = { uid: objectIdOf(account.username, account.homeTenantId), utid: account.homeTenantId };
  return Buffer.from(JSON.stringify(info)).toString("base64url");
}
