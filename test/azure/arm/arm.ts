import type { Answer, Call } from "../wire/call.ts";
import { ArmError, armErrorAnswer } from "./armError.ts";
import { armHeaders } from "./armHeaders.ts";
import type { ArmState } from "./armState.ts";
import { authenticate } from "./bearerToken.ts";
import { requireMfaForWrites } from "./mfaOnWrites.ts";
import { routeArm } from "./route.ts";
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
    const answer = routeArm(state, call, caller);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof ArmError)) {
      throw error;
    }
    const answer = armErrorAnswer(error);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}
