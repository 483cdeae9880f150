import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import type { Subscription } from "../world/model.ts";
import { requireApiVersion } from "./apiVersion.ts";
import type { ArmState, Caller } from "./armState.ts";
import { pageOf } from "./paging.ts";
import { subscriptionApiVersions } from "./subscriptionApiVersions.ts";
import { requireSubscription, visibleSubscriptions } from "./visibleSubscriptions.ts";

/** GET `/subscriptions`: also lists delegated ones, whose `tenantId` is the customer's [V]. */
export function answerSubscriptions(state: ArmState, call: Call, caller: Caller): Answer {
  requireApiVersion(call, subscriptionApiVersions);
  const all = visibleSubscriptions(state, caller).map(describe);
  return jsonAnswer(200, pageOf(call, all, state.settings.pageSize));
}

/** GET `/subscriptions/{id}` */
export function answerSubscription(state: ArmState, call: Call, caller: Caller, id: string): Answer {
  requireApiVersion(call, subscriptionApiVersions);
  return jsonAnswer(200, describe(requireSubscription(state, caller, id)));
}

function describe(subscription: Subscription): Record<string, unknown> {
  return {
    id: `/subscriptions/${subscription.subscriptionId}`,
    authorizationSource: "RoleBased",
    managedByTenants: subscription.managedByTenantIds.map((tenantId) => ({ tenantId })),
    subscriptionId: subscription.subscriptionId,
    tenantId: subscription.tenantId,
    displayName: subscription.displayName,
    state: subscription.state,
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: subscription.quotaId,
      spendingLimit: subscription.spendingLimit,
    },
  };
}
