import { isCounted } from "../model/countedState.ts";
import type { PageRow } from "../ui/protocol.ts";

type StateName = PageRow["state"];

/** How the rows stand, in numbers. */
export interface Figures {
  readonly linked: number;
  /** How many could be linked. */
  readonly total: number;
  readonly attention: number;
  /** Of the user's business, how many are in each state: all that is counted, and what cannot be linked. */
  readonly states: ReadonlyMap<StateName, number>;
  /** Rows that are left out because of how they are marked. */
  readonly notCustomer: number;
  readonly hidden: number;
  /** How many tenants there are: the same one under two identities is one. */
  readonly tenants: number;
  readonly hiddenTenants: number;
  /** The partner IDs that are linked, the most frequent first. */
  readonly partners: readonly PartnerCount[];
}

export interface PartnerCount {
  readonly id: string;
  readonly name?: string;
  readonly count: number;
}

/** Counts rows as the tree does: what is marked as not a customer or hidden is no business of the user's. */
export function countRows(rows: readonly PageRow[]): Figures {
  const states = new Map<StateName, number>();
  const partners = new Map<string, PartnerCount>();
  let [linked, total, attention, notCustomer, hidden] = [0, 0, 0, 0, 0];
  const [tenants, hiddenTenants] = [new Set<string>(), new Set<string>()];
  for (const row of rows) {
    (row.hidden ? hiddenTenants : tenants).add(row.tenantId);
    if (row.hidden) {
      hidden += 1;
      continue;
    }
    if (row.notCustomer) {
      notCustomer += 1;
      continue;
    }
    states.set(row.state, (states.get(row.state) ?? 0) + 1);
    linked += row.state === "linked" ? 1 : 0;
    total += isCounted(row.state) ? 1 : 0;
    attention += row.attention ? 1 : 0;
    if (row.partnerId !== undefined) {
      partners.set(row.partnerId, counted(partners.get(row.partnerId), row.partnerId, row.partnerName));
    }
  }
  const byCount = [...partners.values()].toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return {
    linked,
    total,
    attention,
    states,
    notCustomer,
    hidden,
    tenants: tenants.size,
    hiddenTenants: hiddenTenants.size,
    partners: byCount,
  };
}

function counted(before: PartnerCount | undefined, id: string, rowsName: string | undefined): PartnerCount {
  const name = before?.name ?? rowsName;
  return { id, count: (before?.count ?? 0) + 1, ...(name !== undefined && { name }) };
}
