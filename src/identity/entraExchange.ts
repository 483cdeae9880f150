import {
  createEmptyPipeline,
  type HttpClient,
  type Pipeline,
  type PipelineRequest,
  type PipelineResponse,
  userAgentPolicy,
} from "@azure/core-rest-pipeline";
import * as v from "valibot";
import { isEntrasWord } from "../azure/entraWord.ts";
import { createFetchHttpClient, type Fetch } from "../azure/fetchHttpClient.ts";
import { codesCount } from "../azure/spokenAnswer.ts";
import type { Cloud } from "../model/cloud.ts";
import { cutText, longestTexts } from "../model/cutText.ts";
import { asPalError, PalError } from "../model/palError.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { wireCode } from "../model/wireText.ts";
import { readEntraMessage } from "./entraMessage.ts";

/** What all credentials of the SDK take; `pipeline` is not in its types, but handed on to its client. */
export interface CredentialOptions {
  readonly authorityHost: string;
  readonly disableInstanceDiscovery: true;
  readonly additionallyAllowedTenants: string[];
  readonly httpClient: HttpClient;
  readonly pipeline: Pipeline;
}

/** An OAuth error as Entra ID writes it. */
const refusal = v.object({
  error: v.string(),
  error_description: v.fallback(v.optional(v.string()), undefined),
});

/**
 * What one credential says to Entra ID and hears from it. The SDK turns every failure into an error of its own that has lost
 * the reason, so the reason is kept here. Requests go to the cloud's authority and nowhere else: neither an environment variable
 * nor an answer may lead a secret to another server. Nothing is repeated, logged or redirected.
 */
export class EntraExchange {
  readonly #authority: string;
  readonly #client: HttpClient;
  #failure: PalError | undefined;

  constructor(fetch: Fetch, { authority }: Cloud) {
    this.#authority = authority;
    this.#client = createFetchHttpClient(fetch);
  }

  get options(): CredentialOptions {
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy(userAgentPolicy({ userAgentPrefix: "partner-admin-link" }));
    return {
      authorityHost: this.#authority,
      disableInstanceDiscovery: true, // it asks the public cloud about every other
      additionallyAllowedTenants: ["*"],
      httpClient: { sendRequest: (request) => this.#send(request) },
      pipeline,
    };
  }

  /** Why the credential failed: what Entra said or what the network did, else what little the SDK tells. */
  explain(error: unknown): PalError {
    if (this.#failure) {
      return this.#failure;
    }
    // Its message may quote what was sent: only the name of the error is kept.
    const message = error instanceof Error ? cutText(error.message, longestTexts.message) : "";
    const code = wireCode(/\b[a-z]+(?:_[a-z]+)+\b/.exec(message)?.[0]);
    if (code === "device_code_expired" || code === "user_timeout_reached") {
      return new PalError("deviceCodeExpired");
    }
    return new PalError("unexpected", {}, new Error(code ?? "credential failed"));
  }

  async #send(request: PipelineRequest): Promise<PipelineResponse> {
    try {
      const url = new URL(request.url);
      if (url.origin !== this.#authority || url.username !== "" || url.password !== "") {
        throw new PalError("wrongHost", { foreignHost: url.host });
      }
      const response = await this.#client.sendRequest(request);
      this.#failure = isEntrasWord(response)
        ? readFailure(response)
        : new PalError("gatewayAnswered", { status: response.status });
      return response;
    } catch (error) {
      this.#failure = asPalError(error);
      throw error;
    }
  }
}

/** Undefined if it is no failure, or none yet: the person has not entered the device code. */
function readFailure({ status, headers, bodyAsText }: PipelineResponse): PalError | undefined {
  if (status < 400) {
    return undefined;
  }
  if (status === 429) {
    const seconds = headers.get("retry-after");
    const isNumber = seconds !== undefined && /^\d{1,9}$/.test(seconds);
    return new PalError("throttled", { status, ...(isNumber && { retryAfterSeconds: Number(seconds) }) });
  }
  if (status >= 500) {
    return new PalError("serverError", { status });
  }
  const isEndless = (bodyAsText ?? "").length > longestTexts.errorBody;
  const parsed = v.safeParse(refusal, isEndless ? undefined : parseForeignJson(bodyAsText));
  if (!parsed.success || !codesCount(status)) {
    return new PalError("unexpectedAnswer", { status });
  }
  const { error, error_description: description } = parsed.output;
  const said = readEntraMessage(description ?? error);
  switch (error) {
    case "authorization_pending":
    case "slow_down":
      return undefined;
    case "authorization_declined":
      return new PalError("signInCancelled");
    case "expired_token":
    case "code_expired":
      return new PalError("deviceCodeExpired");
    case "invalid_client":
      return said.code === "signInFailed" ? new PalError("credentialRefused", said.details) : said;
    default:
      return said;
  }
}
