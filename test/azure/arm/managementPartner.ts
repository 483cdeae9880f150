import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import { deleteLink, findLink, writeLink } from "../world/linkStore.ts";
import type { Link } from "../world/model.ts";
import { requireApiVersion } from "./apiVersion.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";
import { linkAnswer } from "./linkAnswer.ts";
import { partnerOperations } from "./partnerOperations.ts";

const version = "2018-02-01";

/**
 * Microsoft.ManagementPartner: the caller's own link in the tenant of the token. `rest` is what follows the name of
 * the provider in the path. No recording of an error body exists, so statuses and texts of errors are ours.
 */
export function answerManagementPartner(state: ArmState, call: Call, caller: Caller, rest: string): Answer {
  requireApiVersion(call, [version]);
  const [type, id, ...more] = rest.split("/").filter((part) => part !== "");
  const kind = type?.toLowerCase();
  if (kind === "operations" && id === undefined && call.method === "GET") {
    return jsonAnswer(200, { value: partnerOperations });
  }
  if (kind !== "partners" || more.length > 0) {
    throw new ArmError(
      404,
      "InvalidResourceType",
      `The resource type '${rest}' could not be found in the namespace 'Microsoft.ManagementPartner' for api version '${version}'.`,
    );
  }
  requireAccount(state, caller);
  if (call.method === "GET") {
    return read(state, caller, id);
  }
  if (id === undefined) {
    throw new ArmError(405, "HttpMethodNotAllowed", `The method '${call.method}' is not allowed here.`);
  }
  const partnerId = decodeURIComponent(id);
  switch (call.method) {
    case "PUT":
      return create(state, call, caller, partnerId);
    case "PATCH":
      return update(state, call, caller, partnerId);
    case "DELETE":
      return remove(state, caller, partnerId);
    default:
      throw new ArmError(405, "HttpMethodNotAllowed", `The method '${call.method}' is not allowed here.`);
  }
}

function read(state: ArmState, caller: Caller, id: string | undefined): Answer {
  const link = findLink(state.world, caller.tenantId, caller.objectId);
  const hidden = link?.state === "Deleted" && state.settings.deletedLinks === "notFound";
  if (!link || hidden || (id !== undefined && !isLinkedTo(link, id))) {
    throw notFound();
  }
  return jsonAnswer(200, linkAnswer(state.world, link));
}

function create(state: ArmState, call: Call, caller: Caller, partnerId: string): Answer {
  requirePartner(state, partnerId);
  if (findLink(state.world, caller.tenantId, caller.objectId)?.state === "Active") {
    throw new ArmError(
      409,
      "Conflict",
      "The management partner is already linked for this user in this tenant.",
    );
  }
  return write(state, call, caller, partnerId);
}

function update(state: ArmState, call: Call, caller: Caller, partnerId: string): Answer {
  requirePartner(state, partnerId);
  if (findLink(state.world, caller.tenantId, caller.objectId)?.state !== "Active") {
    throw notFound();
  }
  return write(state, call, caller, partnerId);
}

function write(state: ArmState, call: Call, caller: Caller, partnerId: string): Answer {
  const stored = call.fault?.otherPartnerId ?? partnerId;
  const link = writeLink(state.world, caller.tenantId, caller.objectId, stored);
  return jsonAnswer(200, linkAnswer(state.world, link));
}

function remove(state: ArmState, caller: Caller, partnerId: string): Answer {
  const link = findLink(state.world, caller.tenantId, caller.objectId);
  if (!link || !isLinkedTo(link, partnerId)) {
    throw notFound();
  }
  deleteLink(link);
  return { status: 200 };
}

function isLinkedTo(link: Link, partnerId: string): boolean {
  return link.state === "Active" && link.partnerId === partnerId;
}

/** Only location ids can be linked: unknown and global ids are refused. */
function requirePartner(state: ArmState, partnerId: string): void {
  if (state.world.partners.get(partnerId)?.kind !== "location") {
    throw new ArmError(400, "BadRequest", `The partner ID '${partnerId}' is not valid.`);
  }
}

/** A token without an object in the tenant (delegated CSP access) cannot link: the one error text known word for word [V]. */
function requireAccount(state: ArmState, caller: Caller): void {
  if (state.world.tenants.get(caller.tenantId)?.policy === "noAccount") {
    throw new ArmError(
      400,
      "BadRequest",
      "The user does not have an account in this tenant, work with the administrator to add the account. If you are a CSP partner logged in the customer tenant, you will not be able to link the Partner ID",
    );
  }
}

function notFound(): ArmError {
  return new ArmError(404, "NotFound", "The management partner is not found.");
}
