import { cloudOfHost } from "../world/clouds.ts";
import type { Answer, Call } from "../wire/call.ts";
import { ArmError, armErrorAnswer } from "./armError.ts";
import { armHeaders } from "./armHeaders.ts";
import type { ArmState, Caller } from "./armState.ts";
import { authenticate } from "./bearerToken.ts";
import { answerManagementPartner } from "./managementPartner.ts";
import { requireMfaForWrites } from "./mfaOnWrites.ts";
import { answerTenants } from "./tenants.ts";
import { throttle } from "./throttling.ts";

/** Azure Resource Manager: the answer to any request to an ARM host. */
export async function answerArm(state: ArmState, call: Call): Promise<Answer> {
  const headers = armHeaders(call);
  if (call.method === "OPTIONS") {
    return { status: 200, headers };
  }
  try {
    const caller = await authenticate(state, call);
    Object.assign(headers, throttle(state, call, caller));
    requireMfaForWrites(state, call, caller);
    const answer = route(state, call, caller);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof ArmError)) {
      throw error;
    }
    const answer = armErrorAnswer(error);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

function route(state: ArmState, call: Call, caller: Caller): Answer {
  if (/^\/tenants\/?$/i.test(call.path)) {
    return answerTenants(state, call, caller);
  }
  const [, provider, rest = ""] = /^\/providers\/([^/]+)(?:\/(.*))?$/i.exec(call.path) ?? [];
  const { offersPartnerLinks } = cloudOfHost(call.host);
  if (provider?.toLowerCase() === "microsoft.managementpartner" && offersPartnerLinks) {
    return answerManagementPartner(state, call, caller, rest);
  }
  if (provider !== undefined) {
    throw new ArmError(404, "InvalidResourceNamespace", `The resource namespace '${provider}' is invalid.`);
  }
  throw new ArmError(
    404,
    "NotFound",
    `No HTTP resource was found that matches the request URI '${call.path}'.`,
  );
}
