/** Built-in roles with their real ids; some count for partner earned credit, some do not, one is on no list. */
export const builtInRoles = {
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Virtual Machine Contributor": "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "Support Request Contributor": "cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e",
  "Billing Reader": "fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64",
  "Cost Management Reader": "72fafb9e-0641-4937-9268-a91bfd8191a3",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
  "Security Reader": "39bc4728-0917-49c7-9d2c-d95423bc2eb4",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
} as const satisfies Record<string, string>;

export type BuiltInRole = keyof typeof builtInRoles;

export function roleDefinitionId(role: BuiltInRole): string {
  return `/providers/Microsoft.Authorization/RoleDefinitions/${builtInRoles[role]}`;
}
