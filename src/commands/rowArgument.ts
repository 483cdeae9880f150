import type { DelegationStore } from "../links/delegationStore.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { Customer } from "../model/delegation.ts";
import type { Identity, IdentityId } from "../model/identity.ts";
import type { Row, RowId } from "../model/row.ts";

/** What commands on a tenant take from keybindings, tasks and other extensions: a prefill, never an order. */
export interface TenantArguments {
  readonly identityId?: string;
  readonly tenantId?: string;
  readonly partnerId?: string;
}

/**
 * The row that a command's argument means: a node of the tree, or `TenantArguments`. Undefined if there is no such row, or
 * if the argument fits several (the same tenant under two accounts).
 */
export function rowFromArgument(store: LinkStore, argument: unknown): Row | undefined {
  if (typeof argument !== "object" || argument === null) {
    return undefined;
  }
  if ("kind" in argument && argument.kind === "row" && "rowId" in argument) {
    return store.row(argument.rowId as RowId);
  }
  const { identityId, tenantId } = readTenantArguments(argument);
  const fitting = store.rows.filter(
    (row) =>
      row.tenant.tenantId === tenantId?.toLowerCase() &&
      (identityId === undefined || row.identityId === identityId),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * The rows that a command's arguments mean: all that are selected in the tree if the command was called on one of several,
 * else the one. VS Code gives what is selected as a second argument.
 */
export function rowsFromArguments(store: LinkStore, argument: unknown, selection: unknown): Row[] {
  const nodes: unknown[] = Array.isArray(selection) && selection.length > 1 ? selection : [argument];
  return nodes.map((node) => rowFromArgument(store, node)).filter((row) => row !== undefined);
}

/** The identity that a command's argument means: a node of the tree. Undefined if it is none. */
export function identityFromArgument(store: LinkStore, argument: unknown): Identity | undefined {
  const isNode =
    typeof argument === "object" &&
    argument !== null &&
    "kind" in argument &&
    argument.kind === "identity" &&
    "identityId" in argument;
  return isNode ? store.identity(argument.identityId as IdentityId) : undefined;
}

/** The home tenant below which the line stands that a command was called on. Undefined if it was called on something else. */
export function homeFromArgument(store: LinkStore, argument: unknown): Row | undefined {
  const rowId = rowIdOf(argument, "delegations");
  return rowId && store.row(rowId);
}

/** The customer that a command's argument means, and below which home tenant it stands. Undefined if it is none. */
export function customerFromArgument(
  { store, delegations }: { readonly store: LinkStore; readonly delegations: DelegationStore },
  argument: unknown,
): { home: Row; customer: Customer } | undefined {
  const rowId = rowIdOf(argument, "customer");
  const home = rowId && store.row(rowId);
  const { customerId } = { customerId: undefined, ...(rowId && (argument as object)) };
  const customers = rowId ? delegations.of(rowId)?.known?.customers : undefined;
  const customer = customers?.find(({ tenantId }) => tenantId === customerId);
  return home && customer && { home, customer };
}

function rowIdOf(argument: unknown, kind: "delegations" | "customer"): RowId | undefined {
  const isNode =
    typeof argument === "object" &&
    argument !== null &&
    "kind" in argument &&
    argument.kind === kind &&
    "rowId" in argument;
  return isNode ? (argument.rowId as RowId) : undefined;
}

/** Reads `TenantArguments` out of whatever a caller gave; fields of a wrong type are left out. */
export function readTenantArguments(argument: unknown): TenantArguments {
  const given: Record<string, unknown> =
    typeof argument === "object" && argument !== null ? { ...argument } : {};
  const { identityId, tenantId, partnerId } = given;
  return {
    ...(typeof identityId === "string" && { identityId }),
    ...(typeof tenantId === "string" && { tenantId }),
    ...(typeof partnerId === "string" && { partnerId }),
  };
}
