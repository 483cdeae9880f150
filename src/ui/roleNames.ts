/**
 * What Azure calls the built-in roles that partners mostly get, by id [V Learn, built-in roles]. They are names and are not
 * translated.
 */
const names: Readonly<Record<string, string>> = {
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
  "cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e": "Support Request Contributor",
  "9980e02c-c2be-4d73-94e8-173b1dc7cf3c": "Virtual Machine Contributor",
  "4d97b98b-1d4f-4787-a291-c67834d212e7": "Network Contributor",
  "fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64": "Billing Reader",
  "72fafb9e-0641-4937-9268-a91bfd8191a3": "Cost Management Reader",
  "43d0d8ad-25c7-4714-9337-8ba259a9fe05": "Monitoring Reader",
  "749f88d5-cbae-40b8-bcfc-e573ddc772fa": "Monitoring Contributor",
  "39bc4728-0917-49c7-9d2c-d95423bc2eb4": "Security Reader",
  "92aaf0da-9dab-42b6-94a3-d43ce8d16293": "Log Analytics Contributor",
  "91c1777a-f3dc-4fae-b103-61d183457e46": "Managed Services Registration assignment Delete Role",
};

/** The name of a built-in role, or its id where we do not know one. */
export function roleName(id: string): string {
  return names[id] ?? id;
}
