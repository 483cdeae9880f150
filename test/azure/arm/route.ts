import { cloudOfHost } from "../world/clouds.ts";
import type { Answer, Call } from "../wire/call.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";
import { answerBillingProperty } from "./billingProperty.ts";
import { answerManagementPartner } from "./managementPartner.ts";
import { answerResourceGraph } from "./resourceGraph.ts";
import { answerSubscription, answerSubscriptions } from "./subscriptions.ts";
import { answerTenants } from "./tenants.ts";

type Answerer = (state: ArmState, call: Call, caller: Caller, part: string) => Answer;

/** Method, path (ARM compares paths without regard to case) and what answers; the group goes to the answerer. */
const routes: readonly (readonly [method: RegExp, path: RegExp, answer: Answerer])[] = [
  [/GET/, /^\/tenants\/?()$/i, answerTenants],
  [/GET/, /^\/subscriptions\/?()$/i, answerSubscriptions],
  [/GET/, /^\/subscriptions\/([^/]+)\/?$/i, answerSubscription],
  [
    /GET/,
    /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Billing\/billingProperty(?:\/default)?\/?$/i,
    answerBillingProperty,
  ],
  [/POST/, /^\/providers\/Microsoft\.ResourceGraph\/resources\/?()$/i, answerResourceGraph],
  [/./, /^\/providers\/Microsoft\.ManagementPartner\/(.*)$/i, answerManagementPartner],
];

/** Finds what answers an authenticated request. Throws ARM's own 404s for everything else. */
export function routeArm(state: ArmState, call: Call, caller: Caller): Answer {
  for (const [method, path, answer] of routes) {
    const match = path.exec(call.path);
    if (match && method.test(call.method) && isOffered(call, answer)) {
      return answer(state, call, caller, match[1] ?? "");
    }
  }
  const [, provider] = /^\/providers\/([^/]+)/i.exec(call.path) ?? [];
  if (provider !== undefined) {
    throw new ArmError(404, "InvalidResourceNamespace", `The resource namespace '${provider}' is invalid.`);
  }
  throw new ArmError(
    404,
    "NotFound",
    `No HTTP resource was found that matches the request URI '${call.path}'.`,
  );
}

function isOffered(call: Call, answer: Answerer): boolean {
  return answer !== answerManagementPartner || cloudOfHost(call.host).offersPartnerLinks;
}
