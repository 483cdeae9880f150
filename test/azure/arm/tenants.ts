import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import type { Tenant } from "../world/model.ts";
import { requireApiVersion } from "./apiVersion.ts";
import type { ArmState, Caller } from "./armState.ts";
import { pageOf } from "./paging.ts";
import { subscriptionApiVersions } from "./subscriptionApiVersions.ts";

/**
 * GET `/tenants`: all tenants of a person with a token of the home tenant [V]. With a token of another tenant, and for
 * applications, only the token's own tenant [U]; applications get no names [V].
 */
export function answerTenants(state: ArmState, call: Call, caller: Caller): Answer {
  requireApiVersion(call, subscriptionApiVersions);
  const account = caller.username === undefined ? undefined : state.world.accounts.get(caller.username);
  const ids = account?.homeTenantId === caller.tenantId ? account.tenantIds : [caller.tenantId];
  const tenants = ids.flatMap((id) => {
    const tenant = state.world.tenants.get(id);
    return tenant ? [account ? describe(tenant) : bare(tenant)] : [];
  });
  return jsonAnswer(200, pageOf(call, tenants, state.settings.pageSize));
}

function bare(tenant: Tenant): Record<string, unknown> {
  return { id: `/tenants/${tenant.tenantId}`, tenantId: tenant.tenantId, tenantCategory: "Home" };
}

function describe(tenant: Tenant): Record<string, unknown> {
  return {
    id: `/tenants/${tenant.tenantId}`,
    tenantId: tenant.tenantId,
    countryCode: tenant.countryCode,
    tenantCategory: tenant.category,
    ...(tenant.displayName !== undefined && { displayName: tenant.displayName }),
    ...(tenant.defaultDomain !== undefined && {
      defaultDomain: tenant.defaultDomain,
      domains: [tenant.defaultDomain],
    }),
    ...(tenant.category === "Home" && { tenantType: "AAD" }),
  };
}
