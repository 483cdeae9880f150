import type { ColumnName, PageRow } from "../ui/protocol.ts";
import type { StateLooks } from "./rowFilter.ts";

/** What the table is sorted by. */
export interface RowSort {
  readonly column: ColumnName;
  readonly descending: boolean;
}

export const usualSort: RowSort = { column: "tenant", descending: false };

export type CompareRows = (a: PageRow, b: PageRow) => number;

/** States that want something come first; then those that are well; then those that nothing can be done about. */
const urgentFirst = { bad: 0, attention: 1, good: 2, quiet: 3 } as const;

type Key = string | number | undefined;

/**
 * Makes the order of a sort. Rows that have nothing in the column come last either way; rows that are equal there stand in
 * the order of their names, and then of their ids, so that the order never wavers.
 *
 * @param tenantName what a row's tenant is called, if rows are grouped: rows of one tenant are told apart by identity.
 */
export function rowOrder(
  { column, descending }: RowSort,
  looks: StateLooks,
  language: string,
  tenantName?: (row: PageRow) => string | undefined,
): CompareRows {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const nameOf = (row: PageRow): string => tenantName?.(row) ?? row.label;
  const keyOf = column === "tenant" ? nameOf : keys(looks)[column];
  const sign = descending ? -1 : 1;
  return (a, b) =>
    compareKeys(keyOf(a), keyOf(b), sign, collator) ||
    collator.compare(nameOf(a), nameOf(b)) ||
    (tenantName ? collator.compare(a.identity, b.identity) : 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function compareKeys(a: Key, b: Key, sign: number, collator: Intl.Collator): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return (
    sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)))
  );
}

function keys(looks: StateLooks): Readonly<Record<ColumnName, (row: PageRow) => Key>> {
  return {
    tenant: ({ label }) => label,
    domain: ({ domain }) => domain,
    identity: ({ identity }) => identity,
    kind: ({ kind }) => kind,
    state: ({ state }) => `${urgentFirst[looks[state].tone]} ${looks[state].words}`,
    partnerId: ({ partnerId }) => partnerId,
    partnerName: ({ partnerName }) => partnerName,
    lastChanged: ({ lastChanged }) => lastChanged,
    checked: ({ checkedAt }) => checkedAt,
  };
}
