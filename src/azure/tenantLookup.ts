import { createPipelineRequest } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import type { Cloud } from "../model/cloud.ts";
import { PalError } from "../model/palError.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { isGuid } from "../model/tenant.ts";
import { isEntrasWord } from "./entraWord.ts";
import { createFetchHttpClient, type Fetch } from "./fetchHttpClient.ts";

/** The issuer of a tenant's tokens: `https://<host>/<tenant id>/v2.0`; the host is not always the one that was asked [V]. */
const configuration = v.object({
  issuer: v.pipe(
    v.string(),
    v.check((issuer) => isGuid(tenantOf(issuer))),
  ),
});

const refusal = v.object({ error: v.literal("invalid_tenant") });

/**
 * Which tenant an ID or domain names, asked of Entra ID without any token: GET `<authority>/<name>/v2.0/.well-known/openid-configuration`
 * [V]. Throws `PalError`: `unknownTenant` if there is none.
 */
export async function findTenantId(
  fetch: Fetch,
  { authority }: Cloud,
  name: string,
  signal?: AbortSignal,
): Promise<string> {
  const url = `${authority}/${encodeURIComponent(name)}/v2.0/.well-known/openid-configuration`;
  const request = createPipelineRequest({ url, ...(signal && { abortSignal: signal }) });
  const answer = await createFetchHttpClient(fetch).sendRequest(request);
  const { status } = answer;
  const body = parseForeignJson(answer.bodyAsText);
  if (status === 200 && v.is(configuration, body)) {
    return tenantOf(body.issuer);
  }
  if (!isEntrasWord(answer)) {
    throw new PalError("gatewayAnswered", { status });
  }
  if (status === 200) {
    throw new PalError("unreadableAnswer");
  }
  if (status === 400 && v.is(refusal, body)) {
    throw new PalError("unknownTenant");
  }
  throw new PalError(errorOf(status), { status });
}

function errorOf(status: number): "throttled" | "serverError" | "unexpectedAnswer" {
  if (status === 429) {
    return "throttled";
  }
  return status >= 500 ? "serverError" : "unexpectedAnswer";
}

function tenantOf(issuer: string): string {
  return issuer.split("/", 4)[3]?.toLowerCase() ?? "";
}
