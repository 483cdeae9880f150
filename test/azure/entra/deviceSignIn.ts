import { randomUUID } from "node:crypto";
import type { Answer, Call } from "../wire/call.ts";
import { formOf, jsonAnswer } from "../wire/call.ts";
import type { DeviceCode, EntraState } from "./entraState.ts";
import { newSession } from "./entraState.ts";
import { required } from "./grantRequest.ts";
import { accountButtons, escapeHtml, form, page, troublePage } from "./html.ts";
import { findObstacle } from "./signInPolicy.ts";
import { findTenant } from "./tenantLookup.ts";

export const deviceSignInPath = "/common/oauth2/deviceauth";

/** POST `/{tenant}/oauth2/v2.0/devicecode`: a device asks for a code that a person enters in a browser. */
export function answerDeviceCodeRequest(state: EntraState, call: Call, tenant: string): Answer {
  const asked = formOf(call);
  const clientId = required(asked, "client_id");
  const lifetimeSeconds = state.settings.deviceCodeLifetimeSeconds;
  const deviceCode = randomUUID();
  state.secrets.note("device code", deviceCode);
  const userCode = randomUUID().replaceAll("-", "").slice(0, 9).toUpperCase();
  state.deviceCodes.set(deviceCode, {
    userCode,
    clientId,
    tenant,
    scope: asked.get("scope") ?? "",
    expiresAt: Date.now() + lifetimeSeconds * 1000,
    outcome: "pending",
  });
  const verificationUri = `${call.origin}${deviceSignInPath}`;
  return jsonAnswer(200, {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: verificationUri,
    expires_in: lifetimeSeconds,
    interval: 1,
    message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
  });
}

/** GET: the page asks for the code. POST `user_code`, `username` (or `cancel`): the person signs in. */
export function answerDeviceSignIn(state: EntraState, call: Call): Answer {
  if (call.method !== "POST") {
    const input = '<label>Code <input name="user_code" autofocus></label>';
    return page(
      "Enter code",
      form(deviceSignInPath, [], accountButtons(state.world.accounts.keys())).replace("\n", `\n${input}\n`),
    );
  }
  const answers = formOf(call);
  const userCode = (answers.get("user_code") ?? "").trim().toUpperCase();
  const device = [...state.deviceCodes.values()].find((candidate) => candidate.userCode === userCode);
  if (!device || device.outcome !== "pending") {
    return page("Enter code", "<p>That code didn't work. Check the code and try again.</p>");
  }
  return signIn(state, device, answers);
}

function signIn(state: EntraState, device: DeviceCode, answers: URLSearchParams): Answer {
  const account = state.world.accounts.get(answers.get("username") ?? "");
  if (!account || answers.has("cancel")) {
    device.outcome = "declined";
    return page("You have declined", "<p>You can close this window.</p>");
  }
  const session = newSession(account);
  const tenant = findTenant(state.world, device.tenant, account);
  if (answers.has("mfa")) {
    session.mfaTenantIds.add(tenant.tenantId);
  }
  const obstacle = findObstacle(state, { session, tenant, clientId: device.clientId, claims: undefined });
  if (obstacle) {
    return troublePage(`<p>${escapeHtml(obstacle.message)}</p>`);
  }
  device.outcome = session;
  return page("You have signed in", "<p>You can close this window.</p>");
}
