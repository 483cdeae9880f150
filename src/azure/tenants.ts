import { SubscriptionClient } from "@azure/arm-subscriptions";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import { PalError } from "../model/palError.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { ArmCall } from "../model/ports.ts";
import { isGuid, type Tenant, type TenantKind } from "../model/tenant.ts";
import { wireDomain, wireName } from "../model/wireText.ts";
import { type ArmClientOptions, unusedCredential } from "./armClientOptions.ts";
import { toPalError, unreadable } from "./armError.ts";
import type { SpokenAnswer } from "./spokenAnswer.ts";

/** More pages than any account has: a `nextLink` that leads in a circle must end. */
const maxPages = 1000;

const text = v.optional(v.pipe(v.unknown(), v.transform(wireName)));

/** Every field but `tenantId` may be missing [V]. */
const tenantItem = v.object({
  tenantId: v.pipe(v.string(), v.check(isGuid), v.toLowerCase()),
  displayName: text,
  defaultDomain: v.optional(v.pipe(v.unknown(), v.transform(wireDomain))),
  tenantCategory: text,
});
type TenantItem = v.InferOutput<typeof tenantItem>;

const tenantPage = v.object({ value: v.array(tenantItem) });

/**
 * GET `/tenants` (2022-12-01), all pages: the tenants of the token's account, each once. Throws `PalError`; an entry that
 * cannot be read fails the whole list, because a tenant must never be dropped silently.
 */
export async function listTenants(options: ArmClientOptions, call: ArmCall): Promise<readonly Tenant[]> {
  options.pipeline.addPolicy(newerApiVersion);
  const client = new SubscriptionClient(unusedCredential, options);
  const tenants = new Map<string, Tenant>();
  let answer: SpokenAnswer | undefined;
  const onResponse = (response: SpokenAnswer): void => {
    answer = response;
  };
  try {
    let pages = 0;
    // The SDK turns the pages; they are read as they came, because it takes a page that is no list for an empty one.
    const list = client.tenants.list({ onResponse, ...(call.signal && { abortSignal: call.signal }) });
    for await (const _page of list.byPage()) {
      pages += 1;
      if (pages > maxPages) {
        throw new PalError("unexpectedAnswer");
      }
      for (const tenant of parsePage(answer)) {
        tenants.set(tenant.tenantId, merge(tenants.get(tenant.tenantId), tenant));
      }
    }
  } catch (error) {
    throw toPalError(error);
  }
  return [...tenants.values()];
}

/** arm-subscriptions 5.1.1 sends 2016-06-01 and ignores its own option; 6.0.0 has no tenants any more. */
const newerApiVersion: PipelinePolicy = {
  name: "tenantsApiVersion",
  sendRequest(request, next) {
    const url = new URL(request.url);
    url.searchParams.set("api-version", "2022-12-01");
    request.url = url.href;
    return next(request);
  },
};

function parsePage(answer: SpokenAnswer | undefined): Tenant[] {
  const parsed = v.safeParse(tenantPage, parseForeignJson(answer?.bodyAsText), { abortEarly: true });
  if (!parsed.success) {
    throw answer ? unreadable(answer) : new PalError("unreadableAnswer");
  }
  return parsed.output.value.map(toTenant);
}

/** A tenant that is listed twice, because there are two ways into it: of a user of one's own, Lighthouse takes nothing away. */
function merge(one: Tenant | undefined, other: Tenant): Tenant {
  return { ...one, ...other, kind: one?.kind === "guest" ? "guest" : other.kind };
}

function toTenant({ tenantId, displayName, defaultDomain, tenantCategory }: TenantItem): Tenant {
  return {
    tenantId,
    kind: kindOf(tenantCategory),
    ...(displayName && { displayName }),
    ...(defaultDomain && { defaultDomain }),
  };
}

/**
 * `Home` is said of every tenant where the account itself has a user, so it cannot tell home from guest: the home
 * tenant is the one the account's own token comes from. `ManagedBy` and `ProjectedBy` come through Lighthouse [V].
 */
function kindOf(category: string | undefined): TenantKind {
  return category === "ManagedBy" || category === "ProjectedBy" ? "lighthouse" : "guest";
}
