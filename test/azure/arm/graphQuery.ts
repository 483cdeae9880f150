import { ArmError } from "./armError.ts";
import type { GraphRecord } from "./graphRecords.ts";

type Step = (records: readonly GraphRecord[]) => GraphRecord[];

export interface GraphQuery {
  /** Lower case. */
  readonly table: string;
  run(records: readonly GraphRecord[]): GraphRecord[];
}

/**
 * Reads the small part of the query language that role and delegation queries need: a table, then `where` (`=~`, `==`,
 * `!=`, `in`, `in~` joined by `and`), `project`, `order by`, `limit`/`take`. Anything else is refused, never ignored:
 * a query that is not understood must not give wrong rows.
 */
export function parseGraphQuery(text: string): GraphQuery {
  const [table = "", ...operators] = text.split("|").map((part) => part.trim());
  if (!/^\w+$/.test(table)) {
    throw unsupported(table);
  }
  const steps = operators.map(parseOperator);
  return {
    table: table.toLowerCase(),
    run: (records) => {
      let rows = [...records];
      for (const step of steps) {
        rows = step(rows);
      }
      return rows;
    },
  };
}

function parseOperator(text: string): Step {
  const [, name = "", rest = ""] = /^(where|project|order by|sort by|limit|take)\s+(.+)$/is.exec(text) ?? [];
  switch (name.toLowerCase()) {
    case "where": {
      const conditions = rest.split(/\s+and\s+/i).map(parseCondition);
      return (records) => records.filter((record) => conditions.every((holds) => holds(record)));
    }
    case "project": {
      const columns = splitList(rest).map(parseColumn);
      return (records) =>
        records.map((record) => Object.fromEntries(columns.map((column) => column(record))));
    }
    case "order by":
    case "sort by":
      return parseOrder(rest);
    case "limit":
    case "take": {
      const count = Number(rest);
      return (records) => records.slice(0, count);
    }
    default:
      throw unsupported(text);
  }
}

function parseCondition(text: string): (record: GraphRecord) => boolean {
  const [, expression, operator = "", operand = ""] =
    /^\(?\s*([\w.()]+?)\s*(=~|==|!=|in~|in)\s*(\(.*\)|'[^']*'|"[^"]*")\s*\)?$/is.exec(text.trim()) ?? [];
  if (expression === undefined) {
    throw unsupported(text);
  }
  const read = parseExpression(expression);
  const caseless = operator.includes("~");
  const fold = (value: unknown): string => (caseless ? asText(value).toLowerCase() : asText(value));
  const wanted = new Set(
    splitList(operand.replaceAll(/^\(|\)$/g, "")).map((item) => fold(item.slice(1, -1))),
  );
  return (record) => wanted.has(fold(read(record))) !== (operator === "!=");
}

function parseColumn(text: string): (record: GraphRecord) => [string, unknown] {
  const [, alias, expression = text] = /^(\w+)\s*=\s*(.+)$/s.exec(text) ?? [];
  const read = parseExpression(expression.trim());
  const name = alias ?? expression.trim().replaceAll(".", "_");
  return (record) => [name, read(record)];
}

function parseOrder(text: string): Step {
  const [, expression = "", direction] = /^([\w.()]+)(?:\s+(asc|desc))?$/i.exec(text.trim()) ?? [];
  const read = parseExpression(expression);
  const sign = direction?.toLowerCase() === "asc" ? 1 : -1;
  return (records) =>
    records.toSorted((left, right) => sign * asText(read(left)).localeCompare(asText(read(right))));
}

/** A path such as `properties.scope`, alone or in `tostring()`, `tolower()`. */
function parseExpression(text: string): (record: GraphRecord) => unknown {
  const [, wrapper, wrapped] = /^(tostring|tolower)\(([\w.()]+)\)$/i.exec(text) ?? [];
  if (wrapped !== undefined) {
    const read = parseExpression(wrapped);
    const lower = wrapper?.toLowerCase() === "tolower";
    return (record) => (lower ? asText(read(record)).toLowerCase() : asText(read(record)));
  }
  if (!/^\w+(\.\w+)*$/.test(text)) {
    throw unsupported(text);
  }
  const names = text.split(".");
  return (record) => {
    let value: unknown = record;
    for (const name of names) {
      value = (value as Record<string, unknown> | undefined)?.[name];
    }
    return value;
  };
}

/** Splits at commas that stand in no parentheses and no quotes. */
function splitList(text: string): string[] {
  return (text.match(/(?:\([^)]*\)|'[^']*'|"[^"]*"|[^,])+/g) ?? []).map((part) => part.trim());
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

function unsupported(text: string): ArmError {
  return new ArmError(
    400,
    "InvalidQuery",
    `The local Azure does not understand this part of the query: ${text}`,
  );
}
