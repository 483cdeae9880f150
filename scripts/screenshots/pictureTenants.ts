import { defaultTenants } from "../../test/azure/world/defaultTenants.ts";
import { ownPartnerId } from "../../test/azure/world/partnerDirectory.ts";
import type { TenantRow } from "../../test/azure/world/tenantRow.ts";

/** Others are there for tests: every state, every policy, and names that somebody chose to do harm. */
const pictured = new Set([
  "Contoso Consulting",
  "Contoso Subsidiary",
  "Adatum Corporation",
  "Adventure Works",
  "Alpine Ski House",
  "Bellows College",
  "Best For You Organics Company",
  "City Power & Light",
  "Coho Vineyard",
  "Fourth Coffee",
  "Graphic Design Institute",
  "Humongous Insurance",
  "Lamna Healthcare Company",
  "Litware, Inc.",
  "Margie's Travel",
  "Munson's Pickles and Preserves Farm",
  "Northwind Traders",
  "Relecloud",
  "Tailwind Traders",
  "The Phone Company",
  "Trey Research",
]);

/** Most people have linked most of their tenants. */
const alsoLinked = new Set(["Lamna Healthcare Company", "Northwind Traders", "Relecloud"]);

/** Of the local Azure's tenants those that make a picture. */
export function pictureTenants(): TenantRow[] {
  return defaultTenants.flatMap((row) => {
    const { name = "" } = row;
    const link = alsoLinked.has(name) ? { partnerId: ownPartnerId } : row.link;
    return pictured.has(name) ? [{ ...row, ...(link && { link }) }] : [];
  });
}
