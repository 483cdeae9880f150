/** What Microsoft.ManagementPartner lists as its operations [V SPEC, example GetOperations]. */
export const partnerOperations = [
  ["read", "Get", "Read All"],
  ["write", "Create", "Create any"],
  ["action", "Update", "Update any"],
  ["delete", "Delete", "Delete any"],
].map(([name, operation, description]) => ({
  name: `Microsoft.ManagementPartner/partners/${name}`,
  display: {
    provider: "Microsoft ManagementPartner",
    resource: "ManagementPartner",
    operation: `${operation} ManagementPartner`,
    description: `${description} ManagementPartner`,
  },
}));
