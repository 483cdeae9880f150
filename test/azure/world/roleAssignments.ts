import { guidFrom } from "./ids.ts";
import type { RoleAssignment } from "./model.ts";
import type { BuiltInRole } from "./roles.ts";
import { roleDefinitionId } from "./roles.ts";
import type { World } from "./world.ts";
import { membersOf } from "./world.ts";

/** What a member holds on the first, second, … subscription of a tenant: roles that count and roles that do not. */
const memberRoles: readonly (readonly BuiltInRole[])[] = [
  ["Contributor"],
  ["Reader", "Billing Reader"],
  ["Support Request Contributor", "Monitoring Reader"],
  ["Key Vault Secrets User"],
];

/** All role assignments in a tenant: of the members, of its application, of a group and of a stranger. */
export function makeRoleAssignments(world: World, tenantId: string): RoleAssignment[] {
  const subscriptions = world
    .subscriptionsOf(tenantId)
    .map((item) => `/subscriptions/${item.subscriptionId}`);
  const [firstSubscription] = subscriptions;
  if (firstSubscription === undefined) {
    return [];
  }
  const assign = (
    role: BuiltInRole,
    scope: string,
    principalId: string,
    principalType: RoleAssignment["principalType"] = "User",
  ): RoleAssignment => ({
    name: guidFrom(`${role} for ${principalId} at ${scope}`),
    tenantId,
    scope,
    roleDefinitionId: roleDefinitionId(role),
    principalId,
    principalType,
  });
  const managementGroup = `/providers/Microsoft.Management/managementGroups/${tenantId}`;
  const group = guidFrom(`group of partners in ${tenantId}`);
  const application = [...world.servicePrincipals.values()].find((item) => item.tenantId === tenantId);
  const ofMember = (objectId: string): RoleAssignment[] =>
    subscriptions
      .flatMap((scope, index) =>
        (memberRoles[index % memberRoles.length] ?? []).map((role) => assign(role, scope, objectId)),
      )
      .concat(
        assign("Network Contributor", `${firstSubscription}/resourceGroups/network`, objectId),
        assign("Cost Management Reader", managementGroup, objectId),
      );
  return [
    ...membersOf(world, tenantId).flatMap(({ objectId }) => ofMember(objectId)),
    assign("Virtual Machine Contributor", firstSubscription, group, "Group"),
    assign("Owner", firstSubscription, guidFrom(`owner of ${tenantId}`)),
    ...(application
      ? [assign("Contributor", firstSubscription, application.objectId, "ServicePrincipal")]
      : []),
  ];
}
