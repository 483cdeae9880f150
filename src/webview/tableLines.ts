import type { PageRow } from "../ui/protocol.ts";
import type { TenantSummary } from "./tenantGroups.ts";

/** The line above the rows of a tenant. */
export interface HeadLine {
  readonly id: string;
  readonly tenantId: string;
  readonly tenant: TenantSummary;
  /** Those of its rows that the filter leaves, in their order. */
  readonly rows: readonly PageRow[];
  readonly folded: boolean;
  /** Which one of how many it is, the first being 1. */
  readonly place: number;
  readonly of: number;
}

/** A line of the table. */
export type Line = PageRow | HeadLine;

/** Where lines stand. */
export interface Lines {
  /** -1 if there is no such line. */
  indexOf(id: string | undefined): number;
  /** The head that a row stands below; undefined if rows are not grouped. */
  headOf?(row: PageRow): HeadLine | undefined;
}

export function isHead(line: Line | undefined): line is HeadLine {
  return line !== undefined && "rows" in line;
}

/** Which tenants are folded up. */
export interface Folding {
  /** All but `others` are. */
  readonly all: boolean;
  /** The ids of the tenants of which the contrary is true. */
  readonly others: readonly string[];
}

export const nothingFolded: Folding = { all: false, others: [] };

/** The same with one tenant folded up, or opened. */
export function fold(folding: Folding, tenantId: string, folded: boolean): Folding {
  const others = folding.others.filter((id) => id !== tenantId);
  return { ...folding, others: folded === folding.all ? others : [...others, tenantId] };
}
