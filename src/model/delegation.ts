import { type Untrusted, rawText } from "./untrusted.ts";
import { tellingName } from "./tellingName.ts";

/** A role that a customer gave to somebody of the managing tenant. Ids are in lower case. */
export interface DelegatedRole {
  /** The object id of a user, group or application in the managing tenant; which of them, nobody says. */
  readonly principalId: string;
  /** What the customer was told who that is. */
  readonly principalName?: Untrusted;
  /** The id of a built-in role. */
  readonly roleId: string;
  /** It is held only after it was activated (just in time). */
  readonly justInTime?: true;
}

/** A subscription, or one resource group of it, that a customer delegated to the managing tenant through Azure Lighthouse. */
export interface Delegation {
  readonly customerId: string;
  /** */
  readonly customerName?: Untrusted;
  readonly subscriptionId: string;
  /** Only this resource group, not the whole subscription. */
  readonly resourceGroup?: Untrusted;
  /** Undefined if Azure does not show what was agreed. */
  readonly roles?: readonly DelegatedRole[];
}

/** A tenant that delegated something. */
export interface Customer {
  readonly tenantId: string;
  /** */
  readonly name?: Untrusted;
  readonly delegations: readonly Delegation[];
}

/** In how many of a customer's delegations somebody is named, and how. */
export interface NamedAccess {
  readonly permanent: number;
  /** Only with a role that must be activated first. */
  readonly justInTime: number;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Delegations by customer; the customers in the order of their names. */
export function customersOf(delegations: readonly Delegation[]): Customer[] {
  const byCustomer = Map.groupBy(delegations, ({ customerId }) => customerId);
  const customers = [...byCustomer].map(([tenantId, all]) => customerOf(tenantId, all));
  return customers.toSorted(
    (a, b) =>
      collator.compare(rawText(customerLabel(a)), rawText(customerLabel(b))) ||
      (a.tenantId < b.tenantId ? -1 : 1),
  );
}

function customerOf(tenantId: string, delegations: readonly Delegation[]): Customer {
  const name = delegations.find(({ customerName }) => customerName !== undefined)?.customerName;
  return { tenantId, delegations, ...(name !== undefined && { name }) };
}

/** What the customer is called: by its name, else by its tenant id. */
export function customerLabel({ name, tenantId }: Customer): Untrusted {
  return tellingName(name, tenantId) ?? tenantId;
}

/** How the principal is named. What it holds through a group cannot be known. */
export function accessOf({ delegations }: Customer, principalId: string): NamedAccess {
  const held = delegations.map(({ roles = [] }) => roles.filter((role) => role.principalId === principalId));
  const permanent = held.filter((roles) => roles.some((role) => !role.justInTime)).length;
  return { permanent, justInTime: held.filter((roles) => roles.length > 0).length - permanent };
}
