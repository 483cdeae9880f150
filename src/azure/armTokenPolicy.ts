import { bearerTokenAuthenticationPolicyName, type PipelinePolicy } from "@azure/core-rest-pipeline";
import { PalError } from "../model/palError.ts";
import type { AccessToken } from "../model/ports.ts";

/**
 * Attaches the token, but only to a request to the ARM endpoint of the token's own cloud: a hostile `nextLink` must not get it.
 * It carries the name of the SDK's policy, so that the SDK's clients do not add theirs.
 */
export function createArmTokenPolicy(token: AccessToken, armEndpoint: string): PipelinePolicy {
  const { origin } = new URL(armEndpoint);
  return {
    name: bearerTokenAuthenticationPolicyName,
    sendRequest(request, next) {
      const url = new URL(request.url);
      if (url.origin !== origin || url.username !== "" || url.password !== "") {
        throw new PalError("wrongHost", { foreignHost: url.host });
      }
      request.headers.set("Authorization", `Bearer ${token.token}`);
      return next(request);
    },
  };
}
