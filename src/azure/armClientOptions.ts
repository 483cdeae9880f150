import { deserializationPolicy, serializationPolicy } from "@azure/core-client";
import {
  createEmptyPipeline,
  type HttpClient,
  type Pipeline,
  setClientRequestIdPolicy,
  userAgentPolicy,
} from "@azure/core-rest-pipeline";
import type { FindCloud } from "../model/cloud.ts";
import type { ArmCall } from "../model/ports.ts";
import { createArmTokenPolicy } from "./armTokenPolicy.ts";
import { createFetchHttpClient, type Fetch } from "./fetchHttpClient.ts";

/** The options that both SDK clients take. */
export interface ArmClientOptions {
  readonly endpoint: string;
  readonly pipeline: Pipeline;
  readonly httpClient: HttpClient;
}

/**
 * Builds the options of an SDK client for one call to ARM: a token belongs to one cloud, tenant and identity.
 *
 * The pipeline is built from nothing, because the SDK's own one does by itself what it must not: it repeats requests
 * (only our own code knows what is safe to repeat), follows redirects (the token would go along), answers claims
 * challenges without asking, and deals with proxies and compression, which `fetch` does.
 */
export function createArmClientOptions(
  fetch: Fetch,
  findCloud: FindCloud,
  { token, isTooLate }: ArmCall,
): ArmClientOptions {
  const { armEndpoint } = findCloud(token.cloud);
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(serializationPolicy(), { phase: "Serialize" });
  pipeline.addPolicy(userAgentPolicy({ userAgentPrefix: "partner-admin-link" }));
  pipeline.addPolicy(setClientRequestIdPolicy());
  pipeline.addPolicy(deserializationPolicy(), { phase: "Deserialize" });
  pipeline.addPolicy(createArmTokenPolicy(token, armEndpoint), { phase: "Sign" });
  return { endpoint: armEndpoint, pipeline, httpClient: createFetchHttpClient(fetch, isTooLate) };
}

/** The credential that the SDK's constructors demand; never asked, because `armTokenPolicy` attaches the token. */
export const unusedCredential = {
  getToken: (): Promise<never> => Promise.reject(new Error("The SDK must not ask for tokens.")),
};
