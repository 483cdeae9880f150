import { firstUsername } from "../world/defaultTenants.ts";
import { guidFrom, objectIdOf } from "../world/ids.ts";
import type { RoleAssignment, Subscription } from "../world/model.ts";
import { builtInRoles, roleDefinitionId } from "../world/roles.ts";
import type { BuiltInRole } from "../world/roles.ts";
import type { World } from "../world/world.ts";
import type { ArmState, Caller } from "./armState.ts";
import { visibleSubscriptions } from "./visibleSubscriptions.ts";

export type GraphRecord = Readonly<Record<string, unknown>>;

const since = "2022-02-03T04:05:06.789Z";

/** The tables of Resource Graph that are played; rows as far as the caller's tenant sees them. */
export const graphTables: Readonly<Record<string, (state: ArmState, caller: Caller) => GraphRecord[]>> = {
  authorizationresources: ({ world }, { tenantId }) => [
    ...world.roleAssignmentsOf(tenantId).map(roleAssignmentRecord),
    ...(Object.keys(builtInRoles) as BuiltInRole[]).map((role) => roleDefinitionRecord(role, tenantId)),
  ],
  managedservicesresources: (state, caller) =>
    visibleSubscriptions(state, caller).flatMap((subscription) =>
      delegationRecords(state.world, subscription),
    ),
};

function roleAssignmentRecord(assignment: RoleAssignment): GraphRecord {
  const { scope, name, tenantId, roleDefinitionId, principalId, principalType } = assignment;
  return {
    id: `${scope}/providers/Microsoft.Authorization/RoleAssignments/${name}`,
    name,
    type: "microsoft.authorization/roleassignments",
    tenantId,
    properties: {
      scope,
      roleDefinitionId,
      principalId,
      principalType,
      createdOn: since,
      updatedOn: since,
    },
  };
}

function roleDefinitionRecord(role: BuiltInRole, tenantId: string): GraphRecord {
  return {
    id: roleDefinitionId(role),
    name: builtInRoles[role],
    type: "microsoft.authorization/roledefinitions",
    tenantId,
    properties: { roleName: role, type: "BuiltInRole", isServiceRole: "false", assignableScopes: ["/"] },
  };
}

/** A delegated subscription's registration assignment and definition. */
function delegationRecords(world: World, subscription: Subscription): GraphRecord[] {
  const { subscriptionId, tenantId } = subscription;
  return subscription.managedByTenantIds.flatMap((managerId) => {
    const definition = guidFrom(`delegation of ${tenantId} to ${managerId}`);
    const base = `/subscriptions/${subscriptionId}/providers/Microsoft.ManagedServices`;
    const definitionId = `${base}/registrationDefinitions/${definition}`;
    const name = guidFrom(`delegation of ${subscriptionId}`);
    return [
      {
        id: `${base}/registrationAssignments/${name}`,
        name,
        type: "microsoft.managedservices/registrationassignments",
        tenantId,
        subscriptionId,
        properties: { registrationDefinitionId: definitionId, provisioningState: "Succeeded" },
      },
      {
        id: definitionId,
        name: definition,
        type: "microsoft.managedservices/registrationdefinitions",
        tenantId,
        subscriptionId,
        properties: {
          registrationDefinitionName: "Managed services by Contoso Consulting",
          provisioningState: "Succeeded",
          manageeTenantId: tenantId,
          manageeTenantName: world.tenants.get(tenantId)?.displayName,
          managedByTenantId: managerId,
          managedByTenantName: world.tenants.get(managerId)?.displayName,
          ...termsOf(world, tenantId, managerId),
        },
      },
    ];
  });
}

/**
 * Whom a customer lets in. Always a group of engineers; of the customers in turn: only for a time (just in time), the first
 * account itself, an application. Who is behind an id is told nowhere, the display name is what the offer says.
 */
function termsOf(world: World, customerId: string, managerId: string): GraphRecord {
  const engineers = (role: BuiltInRole): GraphRecord =>
    authorization(guidFrom(`group of engineers in ${managerId}`), "Engineers", role);
  const application = [...world.servicePrincipals.values()].find(({ tenantId }) => tenantId === managerId);
  switch (world.tenants.get(customerId)?.category) {
    case "ProjectedBy":
      return {
        authorizations: [
          engineers("Reader"),
          ...(application
            ? [authorization(application.objectId, "Partner link", "Support Request Contributor")]
            : []),
        ],
        eligibleAuthorizations: [],
      };
    default:
      return world.tenants.get(customerId)?.policy === "normal"
        ? {
            authorizations: [engineers("Reader")],
            eligibleAuthorizations: [
              {
                ...authorization(objectIdOf(firstUsername, managerId), "Alice Adams", "Contributor"),
                justInTimeAccessPolicy: {
                  multiFactorAuthProvider: "Azure",
                  maximumActivationDuration: "PT8H",
                },
              },
            ],
          }
        : {
            authorizations: [
              engineers("Reader"),
              authorization(objectIdOf(firstUsername, managerId), "Alice Adams", "Contributor"),
            ],
            eligibleAuthorizations: [],
          };
  }
}

function authorization(principalId: string, name: string, role: BuiltInRole): GraphRecord {
  return { principalId, principalIdDisplayName: name, roleDefinitionId: builtInRoles[role] };
}
