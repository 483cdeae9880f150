import { isCounted } from "../model/countedState.ts";
import { lookOf, type PageRow } from "../ui/protocol.ts";
import type { StateLooks } from "./rowFilter.ts";

/** What all identities together tell of a tenant, whether their rows are shown or not. */
export interface TenantSummary {
  readonly label: string;
  readonly domain?: string;
  /** How many identities are linked there, of how many that could be. */
  readonly linked: number;
  readonly total: number;
  /** One of them has to do something. */
  readonly attention: boolean;
  readonly aside: boolean;
  /** How the first one stands, for where nobody can be linked. */
  readonly state: string;
}

/** The tenants of all rows, by their ids. */
export function summarize(rows: readonly PageRow[], looks: StateLooks): Map<string, TenantSummary> {
  const tenants = new Map<string, TenantSummary>();
  for (const row of rows) {
    const { tenantId, label, domain, state, attention } = row;
    const before = tenants.get(tenantId);
    const sameDomain = before?.domain ?? domain;
    tenants.set(tenantId, {
      label: before === undefined ? label : betterName(before.label, label, row),
      ...(sameDomain !== undefined && { domain: sameDomain }),
      linked: (before?.linked ?? 0) + (state === "linked" ? 1 : 0),
      total: (before?.total ?? 0) + (isCounted(state) ? 1 : 0),
      attention: attention || before?.attention === true,
      aside: row.notCustomer === true || row.hidden === true,
      state: before?.state ?? lookOf(row, looks).words,
    });
  }
  return tenants;
}

/** Not every identity is told what a tenant is called: a name is better than a domain, and that better than an id. */
function betterName(one: string, other: string, { tenantId, domain }: PageRow): string {
  const rank = (name: string): number => (name === tenantId ? 2 : name === domain || isDomain(name) ? 1 : 0);
  return rank(other) - rank(one) < 0 || (rank(other) === rank(one) && other < one) ? other : one;
}

function isDomain(name: string): boolean {
  return /^[\w-]+(\.[\w-]+)+$/.test(name);
}
