import { createPipelineRequest, RestError } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import type { DelegatedRole, Delegation } from "../model/delegation.ts";
import { PalError } from "../model/palError.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { ArmCall } from "../model/ports.ts";
import { isGuid } from "../model/tenant.ts";
import { wireName } from "../model/wireText.ts";
import type { ArmClientOptions } from "./armClientOptions.ts";
import { toPalError } from "./armError.ts";

/** More pages of a thousand than anybody has: a token that leads in a circle must end. */
const maxPages = 100;
/** The most rows that an answer may have [SPEC]. */
const rowsOnPage = 1000;
/** It is sent back with the next request. UTF-16 units. */
const longestSkipToken = 65_536;

/**
 * What is delegated (assignments) and on which terms (definitions): both in one query, because only together they say which
 * customer let whom in. Without a scope it goes over all that the caller reaches from the token's tenant. An order and the
 * `id` are what paging needs [V Learn].
 */
const query = [
  "managedservicesresources",
  "where type in~ ('microsoft.managedservices/registrationassignments', 'microsoft.managedservices/registrationdefinitions')",
  [
    "project id",
    "type",
    "tenantId",
    "state = tostring(properties.provisioningState)",
    "definitionId = tostring(properties.registrationDefinitionId)",
    "customerId = tostring(properties.manageeTenantId)",
    "customerName = tostring(properties.manageeTenantName)",
    "managerId = tostring(properties.managedByTenantId)",
    "authorizations = properties.authorizations",
    "eligibleAuthorizations = properties.eligibleAuthorizations",
  ].join(", "),
  "order by id asc",
].join(" | ");

/** The path of a resource; the names in it are at most 90 characters long [SPEC]. */
const path = v.pipe(v.string(), v.maxLength(2048), v.toLowerCase());

/** `tostring` makes an empty text of what is not there. */
const text = v.optional(v.pipe(v.unknown(), v.transform(wireName)));
const id = v.pipe(v.string(), v.check(isGuid), v.toLowerCase());

const authorizations = v.nullish(
  v.array(
    v.object({
      principalId: id,
      principalIdDisplayName: text,
      // The id alone, or the path of the definition that ends with it.
      roleDefinitionId: v.pipe(
        v.string(),
        v.maxLength(2048),
        v.transform((path) => path.split("/").at(-1) ?? ""),
        id,
      ),
    }),
  ),
  [],
);

const record = v.object({
  id: path,
  type: v.pipe(v.string(), v.toLowerCase()),
  tenantId: id,
  state: text,
  definitionId: v.fallback(v.optional(path), undefined),
  customerId: v.fallback(v.optional(id), undefined),
  customerName: text,
  managerId: v.fallback(v.optional(id), undefined),
  authorizations,
  eligibleAuthorizations: authorizations,
});
type GraphRecord = v.InferOutput<typeof record>;

const page = v.object({
  resultTruncated: v.optional(v.string()),
  $skipToken: v.optional(v.pipe(v.string(), v.maxLength(longestSkipToken))),
  data: v.array(record),
});
type Page = v.InferOutput<typeof page>;

/** The states of an assignment that is no delegation, or none any more [SPEC]. */
const overStates = new Set(["deleting", "deleted", "canceled", "failed"]);

const assignmentId = /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/providers\//;

/**
 * POST `/providers/Microsoft.ResourceGraph/resources` (2022-10-01), all pages: what customers delegated to the token's tenant
 * [SPEC]. Throws `PalError`; an entry that cannot be read fails the whole list, because a customer must never be dropped
 * silently.
 *
 * @param managerId the tenant of the token.
 */
export async function listDelegations(
  options: ArmClientOptions,
  call: ArmCall,
  managerId: string,
): Promise<readonly Delegation[]> {
  const records: GraphRecord[] = [];
  const tokens = new Set<string>();
  let next: string | undefined;
  do {
    const { data, $skipToken, resultTruncated } = await askForPage(options, call, next);
    records.push(...data);
    const isCut = $skipToken === undefined && resultTruncated === "true";
    if (isCut || tokens.size >= maxPages || ($skipToken !== undefined && tokens.has($skipToken))) {
      throw new PalError("unexpectedAnswer");
    }
    if ($skipToken !== undefined) {
      tokens.add($skipToken);
    }
    next = $skipToken;
  } while (next !== undefined);
  return toDelegations(records, managerId);
}

async function askForPage(
  { endpoint, pipeline, httpClient }: ArmClientOptions,
  { signal }: ArmCall,
  $skipToken: string | undefined,
): Promise<Page> {
  const request = createPipelineRequest({
    url: `${endpoint}/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01`,
    method: "POST",
    body: JSON.stringify({
      query,
      options: {
        resultFormat: "objectArray",
        $top: rowsOnPage,
        ...($skipToken !== undefined && { $skipToken }),
      },
    }),
    ...(signal && { abortSignal: signal }),
  });
  request.headers.set("Content-Type", "application/json");
  try {
    const response = await pipeline.sendRequest(httpClient, request);
    const parsed = v.safeParse(page, parseForeignJson(response.bodyAsText), { abortEarly: true });
    if (response.status !== 200 || !parsed.success) {
      throw new RestError("not a page", { response });
    }
    return parsed.output;
  } catch (error) {
    throw toPalError(error);
  }
}

function toDelegations(records: readonly GraphRecord[], managerId: string): Delegation[] {
  const definitions = new Map(
    records.filter(({ type }) => type.endsWith("/registrationdefinitions")).map((one) => [one.id, one]),
  );
  const delegations = new Map<string, Delegation>();
  for (const assignment of records) {
    if (
      !assignment.type.endsWith("/registrationassignments") ||
      overStates.has(assignment.state?.toLowerCase() ?? "")
    ) {
      continue;
    }
    const definition = definitions.get(assignment.definitionId ?? "");
    const delegation = toDelegation(assignment, definition);
    // What the tenant itself delegated to others, and what a customer delegated to others, is there, too.
    if (delegation.customerId !== managerId && (definition?.managerId ?? managerId) === managerId) {
      delegations.set(assignment.id, delegation);
    }
  }
  return [...delegations.values()];
}

function toDelegation(assignment: GraphRecord, definition: GraphRecord | undefined): Delegation {
  const [, subscriptionId, resourceGroup] = assignmentId.exec(assignment.id) ?? [];
  if (subscriptionId === undefined) {
    throw new PalError("unreadableAnswer");
  }
  const customerName = definition?.customerName;
  return {
    customerId: definition?.customerId ?? assignment.tenantId,
    subscriptionId,
    ...(resourceGroup !== undefined && { resourceGroup }),
    ...(customerName !== undefined && { customerName }),
    ...(definition && { roles: rolesOf(definition) }),
  };
}

function rolesOf(definition: GraphRecord): DelegatedRole[] {
  return [
    ...definition.authorizations.map((one) => toRole(one)),
    ...definition.eligibleAuthorizations.map((one) => ({ ...toRole(one), justInTime: true as const })),
  ];
}

function toRole({
  principalId,
  principalIdDisplayName: principalName,
  roleDefinitionId: roleId,
}: GraphRecord["authorizations"][number]): DelegatedRole {
  return { principalId, roleId, ...(principalName !== undefined && { principalName }) };
}
