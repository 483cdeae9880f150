import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import { guidFrom } from "../world/ids.ts";
import { requireApiVersion } from "./apiVersion.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";
import { requireSubscription } from "./visibleSubscriptions.ts";

const refusals = {
  401: ["Unauthorized", "The caller is not authorized to read the billing properties."],
  403: ["AuthorizationFailed", "The client does not have authorization to perform the action."],
  404: ["NotFound", "The billing property is not found."],
} as const;

/**
 * GET `/subscriptions/{id}/providers/Microsoft.Billing/billingProperty/default`: the definite agreement type, for those
 * who may see it [V].
 */
export function answerBillingProperty(state: ArmState, call: Call, caller: Caller, id: string): Answer {
  requireApiVersion(call, ["2024-04-01", "2020-05-01"]);
  const { subscriptionId, agreementType, billingStatus, tenantId } = requireSubscription(state, caller, id);
  if (billingStatus !== 200) {
    const [code, message] = refusals[billingStatus];
    throw new ArmError(billingStatus, code, message);
  }
  const account = guidFrom(`billing account of ${tenantId}`);
  return jsonAnswer(200, {
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.Billing/billingProperty/default`,
    name: "default",
    type: "Microsoft.Billing/billingProperty",
    properties: {
      billingAccountAgreementType: agreementType,
      billingAccountDisplayName: "Billing account",
      billingAccountId: `/providers/Microsoft.Billing/billingAccounts/${account}`,
      billingTenantId: tenantId,
      subscriptionBillingStatus: "Active",
    },
  });
}
