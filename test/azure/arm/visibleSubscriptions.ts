import { accessTokenIssuer } from "../entra/tokens.ts";
import type { Subscription } from "../world/model.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";
import { tokenRefusal } from "./tokenRefusal.ts";

/** Subscriptions of the token's tenant, then those delegated to it through Azure Lighthouse. */
export function visibleSubscriptions({ world }: ArmState, { tenantId }: Caller): Subscription[] {
  return [tenantId, ...world.delegatedTo(tenantId)].flatMap((id) => world.subscriptionsOf(id));
}

/**
 * The subscription with this id, if the caller can see it. Throws 401 when it belongs to another tenant than the token
 * and 404 when there is none.
 */
export function requireSubscription(state: ArmState, caller: Caller, subscriptionId: string): Subscription {
  const id = subscriptionId.toLowerCase();
  const visible = visibleSubscriptions(state, caller).find((item) => item.subscriptionId === id);
  if (visible) {
    return visible;
  }
  const foreign = state.world.findSubscription(id);
  if (foreign) {
    const authority = `https://login.windows.net/${foreign.tenantId}`;
    throw tokenRefusal(
      authority,
      "InvalidAuthenticationTokenTenant",
      `The access token is from the wrong issuer '${accessTokenIssuer(caller.tenantId)}'. It must match the tenant '${accessTokenIssuer(foreign.tenantId)}' associated with this subscription. Please use the authority (URL) '${authority}' to get the token.`,
    );
  }
  throw new ArmError(404, "SubscriptionNotFound", `The subscription '${subscriptionId}' could not be found.`);
}
