import type { ControlClient } from "../azure/controlClient.ts";
import type { DescribedTenant } from "../azure/description.ts";
import type { TreeRow } from "../vscode/treeRow.ts";
import type { Person } from "./person.ts";

/** What the local Azure calls a tenant, and what the tree says of it. */
export interface ToldTenant {
  readonly tenantId: string;
  readonly name: string;
  /** In the tree's words. */
  readonly state: string;
  /** Empty where nothing is linked, or not known to be. */
  readonly partnerId: string;
  /** Empty where none is known. */
  readonly partnerName: string;
}

/** All tenants in the tree, in its order. Throws if a row cannot be understood. */
export async function toldTenants({ workbench }: Person, control: ControlClient): Promise<ToldTenant[]> {
  const { tenants } = await control.description();
  const rows = await workbench.tenants.tree.rows();
  return rows.filter(({ level }) => level === 1).map((row) => toldTenant(row, tenants));
}

/** The label of a tenant's row in the tree. */
export async function treeLabelOf({ workbench }: Person, name: string): Promise<string> {
  const rows = await workbench.tenants.tree.rows();
  const row = rows.find(({ label }) => means(label, name));
  if (!row) {
    throw new Error(`The tree has no row of ${name}`);
  }
  return row.label;
}

/** A name without what turns the direction of a text, which nobody shows; with the ID if there was any. */
export function shownName({
  displayName,
  tenantId,
}: Pick<DescribedTenant, "displayName" | "tenantId">): string {
  const name = displayName.replaceAll(/[\u202a-\u202e]/g, "");
  return name === displayName ? name : `${name} (${tenantId})`;
}

const knownStates = new Set([
  "Linked (you)",
  "Linked to another ID",
  "Not linked",
  "Needs you",
  "Link at home",
]);

function toldTenant({ label, description }: TreeRow, tenants: readonly DescribedTenant[]): ToldTenant {
  const tenant = tenants.find((candidate) => means(label, nameOf(candidate)));
  const parts = unbroken(description).split(" · ");
  const at = parts.findIndex((part) => knownStates.has(part));
  const [, partnerId, partnerName] = /(?:^|not a customer · )(\d+)(?: · (.+))?$/.exec(
    parts.slice(0, at).join(" · "),
  ) ?? ["", "", ""];
  const state = parts[at];
  if (!tenant || state === undefined) {
    throw new Error(`A row that cannot be understood: ${label}  ${description}`);
  }
  const { tenantId } = tenant;
  return {
    tenantId,
    name: nameOf(tenant),
    state,
    partnerId: partnerId ?? "",
    partnerName: partnerName ?? "",
  };
}

function nameOf(tenant: DescribedTenant): string {
  return shownName(tenant) || tenant.defaultDomain || tenant.tenantId;
}

/** The tree breaks up what VS Code would make more than text of, and cuts long names. */
function means(label: string, name: string): boolean {
  const plain = unbroken(label);
  return plain === name || (plain.endsWith("…") && name.startsWith(plain.slice(0, -1)));
}

function unbroken(text: string): string {
  return text.replaceAll(/[\u200b\u200e]/g, "");
}
