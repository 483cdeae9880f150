import { guidFrom } from "./ids.ts";
import type { Subscription } from "./model.ts";
import { subscriptionKinds } from "./subscriptionKinds.ts";
import type { TenantRow } from "./tenantRow.ts";

/** The subscriptions of a tenant, as its row in the table of tenants says. */
export function makeSubscriptions(
  row: TenantRow | undefined,
  tenantId: string,
  managingTenantId: string,
): Subscription[] {
  const { first, count } = row?.subscriptions ?? { first: 0, count: 0 };
  return Array.from({ length: count }, (_, index) => {
    const kind = subscriptionKinds[(first + index) % subscriptionKinds.length];
    return kind
      ? [
          {
            ...kind,
            subscriptionId: guidFrom(`subscription ${index} of ${tenantId}`),
            tenantId,
            managedByTenantIds: row?.delegated ? [managingTenantId] : [],
          },
        ]
      : [];
  }).flat();
}
