import { type ColumnName, columnNames, stateNames } from "../ui/protocol.ts";
import type { RowFilter } from "./rowFilter.ts";
import type { Folding } from "./tableLines.ts";
import { type RowSort, usualSort } from "./rowSort.ts";

/** What of a page survives that it is loaded again. */
export interface SavedView {
  readonly filter: RowFilter;
  readonly sort: RowSort;
  readonly columns: readonly ColumnName[];
  /** Rows stand below a head for each tenant. */
  readonly grouped: boolean;
  readonly folding: Folding;
  readonly selected: readonly string[];
  /** The row whose details are open. */
  readonly open?: string;
}

/** Reads what an earlier page, perhaps of an older version, saved; what cannot be read is as usual. */
export function readSavedView(state: unknown): SavedView {
  const saved = fields(state);
  const [filter, sort] = [fields(saved["filter"]), fields(saved["sort"])];
  const column = columnNames.find((name) => name === sort["column"]);
  const columns = columnNames.filter((name) => list(saved["columns"]).includes(name));
  const folding = fields(saved["folding"]);
  const { open } = saved;
  return {
    filter: {
      text: typeof filter["text"] === "string" ? filter["text"].slice(0, longestText) : "",
      partnerId: isPartnerId(filter["partnerId"]) ? filter["partnerId"] : "",
      states: stateNames.filter((name) => list(filter["states"]).includes(name)),
      notCustomer: filter["notCustomer"] === true,
      attention: filter["attention"] === true,
      hidden: filter["hidden"] === true,
    },
    sort: column ? { column, descending: sort["descending"] === true } : usualSort,
    columns: columns.length > 0 ? columns : columnNames,
    grouped: saved["grouped"] === true,
    folding: {
      all: folding["all"] === true,
      others: list(folding["others"]).filter((id) => typeof id === "string"),
    },
    selected: list(saved["selected"]).filter((id) => typeof id === "string"),
    ...(typeof open === "string" && { open }),
  };
}

const longestText = 200;

function isPartnerId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9]{1,600}$/.test(value);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
