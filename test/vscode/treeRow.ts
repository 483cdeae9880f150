/** One row of a tree view as people see and hear it. */
export interface TreeRow {
  /** Place among the rows shown, from 0. */
  readonly index: number;
  /** Depth in the tree, from 1. */
  readonly level: number;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** The codicon before the label without its prefix, such as "link"; empty if there is none. */
  readonly icon: string;
  /** Whether its children are shown; undefined if it can have none. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  /** The names of the buttons shown when pointed at. */
  readonly actions: readonly string[];
}

/** What a golden text tells of each row besides label and description. */
export interface GoldenParts {
  readonly icons?: boolean;
  readonly actions?: boolean;
  readonly spoken?: boolean;
}

/**
 * Rows as text to compare with: indented by level, `▾` open, `▸` closed, then label, two spaces, description; on
 * request the icon in parentheses, the inline actions in brackets, and on a line of its own what a screen reader says.
 */
export function goldenText(rows: readonly TreeRow[], parts: GoldenParts = {}): string {
  return rows.map((row) => goldenLine(row, parts)).join("\n");
}

function goldenLine(row: TreeRow, parts: GoldenParts): string {
  const indent = "  ".repeat(row.level - 1);
  const arrows = { true: "▾ ", false: "▸ ", undefined: "" };
  const words = [arrows[`${row.expanded}`] + row.label, row.description];
  if (parts.icons) {
    words.push(row.icon && `(${row.icon})`);
  }
  if (parts.actions) {
    words.push(...row.actions.map((action) => `[${action}]`));
  }
  const line = indent + words.filter((word) => word !== "").join("  ");
  return parts.spoken ? `${line}\n${indent}  « ${row.spoken} »` : line;
}
