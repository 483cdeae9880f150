import { randomUUID } from "node:crypto";
import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import { commonHeaders } from "../wire/commonHeaders.ts";
import { answerAuthorize, answerLogin } from "./authorize.ts";
import { answerDeviceCodeRequest, answerDeviceSignIn, deviceSignInPath } from "./deviceSignIn.ts";
import { answerInstanceDiscovery, answerKeys, answerOpenIdConfiguration } from "./discovery.ts";
import { EntraError, entraErrorAnswer } from "./entraError.ts";
import type { EntraState } from "./entraState.ts";
import { page } from "./html.ts";
import { answerTokenRequest } from "./tokenEndpoint.ts";

/** The headers of every answer of Entra ID. */
export function entraHeaders(call: Call): Record<string, string> {
  return {
    ...commonHeaders(call),
    "x-ms-request-id": randomUUID(),
    "client-request-id": call.correlationId,
  };
}

/** Entra ID: the answer to any request to an authority host. Refusals are OAuth errors with an AADSTS code. */
export async function answerEntra(state: EntraState, call: Call): Promise<Answer> {
  const headers = entraHeaders(call);
  try {
    const answer = await route(state, call);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof EntraError)) {
      throw error;
    }
    const answer = entraErrorAnswer(error, call.correlationId);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

async function route(state: EntraState, call: Call): Promise<Answer> {
  if (call.method === "OPTIONS") {
    return { status: 204 };
  }
  if (call.path.endsWith("/discovery/instance")) {
    return answerInstanceDiscovery(call);
  }
  if (call.path === deviceSignInPath) {
    return answerDeviceSignIn(state, call);
  }
  const [, tenant = "", endpoint = ""] = /^\/([^/]+)\/(.+)$/.exec(call.path) ?? [];
  switch (`${call.method} ${endpoint}`) {
    case "GET v2.0/.well-known/openid-configuration":
      return answerOpenIdConfiguration(state, call, tenant);
    case "GET discovery/v2.0/keys":
      return answerKeys(state);
    case "GET oauth2/v2.0/authorize":
      return answerAuthorize(state, call, tenant);
    case "POST login":
      return answerLogin(state, call, tenant);
    case "POST oauth2/v2.0/token":
      return answerTokenRequest(state, call, tenant);
    case "POST oauth2/v2.0/devicecode":
      return answerDeviceCodeRequest(state, call, tenant);
    case "GET oauth2/v2.0/logout":
      return page("You signed out of your account", "");
    default:
      return jsonAnswer(404, {
        error: "not_found",
        error_description: `No endpoint ${call.method} ${call.path}`,
      });
  }
}
