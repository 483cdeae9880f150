import { describe, expect, test } from "vitest";
import {
  keepKnown,
  noSelection,
  type RowSelection,
  selectAll,
  selectNone,
  selectOnly,
  selectRange,
  toggle,
} from "../../../src/webview/rowSelection.ts";
import { selectionAfter } from "../../../src/webview/tableKeys.ts";

const order = ["a", "b", "c", "d", "e", "f"];

function ids({ selected }: RowSelection): string[] {
  return [...selected].toSorted();
}

function after(selection: RowSelection, ...keys: readonly string[]): RowSelection {
  return keys.reduce((selection, name) => {
    const parts = name.split("+");
    const key = {
      key: parts.at(-1) ?? "",
      shiftKey: parts.includes("Shift"),
      ctrlKey: parts.includes("Ctrl"),
      metaKey: parts.includes("Meta"),
    };
    return selectionAfter(key, selection, order, 3) ?? selection;
  }, selection);
}

/** Where keys lead from nowhere. */
function at(...keys: readonly string[]): string | undefined {
  return after(noSelection, ...keys).active;
}

describe("the selection by mouse", () => {
  test("a click selects one, Ctrl adds and takes away, Shift goes from the anchor", () => {
    const one = selectOnly("b");
    expect(ids(toggle(one, "d"))).toEqual(["b", "d"]);
    expect(ids(toggle(toggle(one, "d"), "b"))).toEqual(["d"]);
    const range = selectRange(one, "e", order);
    expect(ids(range)).toEqual(["b", "c", "d", "e"]);
    expect(ids(selectRange(range, "a", order))).toEqual(["a", "b"]);
  });

  test("a range whose anchor is not shown any more starts where it ends", () => {
    expect(ids(selectRange(selectOnly("gone"), "c", order))).toEqual(["c"]);
  });

  test("all and none; the keyboard stays", () => {
    const all = selectAll(selectOnly("c"), order);
    expect(ids(all)).toEqual(order);
    expect(selectNone(all)).toMatchObject({ active: "c" });
    expect(ids(selectNone(all))).toEqual([]);
  });

  test("forgets rows that are no more, and is the same object if there are none", () => {
    const selection = selectRange(selectOnly("b"), "d", order);
    expect(keepKnown(selection, () => true)).toBe(selection);
    const kept = keepKnown(selection, (id) => id !== "d");
    expect(ids(kept)).toEqual(["b", "c"]);
    expect(kept.active).toBeUndefined();
    expect(kept.anchor).toBe("b");
  });
});

describe("the selection by keyboard", () => {
  test("arrows, Home, End and page keys move and stop at the ends", () => {
    expect(at("ArrowDown")).toBe("a");
    expect(at("ArrowUp")).toBe("f");
    expect(at("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp")).toBe("a");
    expect(at("PageDown")).toBe("d");
    expect(at("PageDown", "PageDown")).toBe("f");
    expect(at("End", "PageUp")).toBe("c");
    expect(at("End", "ArrowDown", "Home")).toBe("a");
  });

  test("Space selects and lets go, Shift selects up to where it leads", () => {
    const two = after(noSelection, "ArrowDown", " ", "ArrowDown", "ArrowDown", " ");
    expect(ids(two)).toEqual(["a", "c"]);
    expect(ids(after(two, " "))).toEqual(["a"]);
    const range = after(two, "Shift+ArrowDown", "Shift+ArrowDown");
    expect(ids(range)).toEqual(["c", "d", "e"]);
    expect(ids(after(range, "Shift+ArrowUp"))).toEqual(["c", "d"]);
    expect(ids(after(range, "Shift+Home"))).toEqual(["a", "b", "c"]);
    expect(ids(after(range, "Shift+End"))).toEqual(["c", "d", "e", "f"]);
  });

  test("Ctrl+A and Cmd+A select all, Escape nothing", () => {
    expect(ids(after(noSelection, "Ctrl+a"))).toEqual(order);
    expect(ids(after(noSelection, "Meta+a"))).toEqual(order);
    expect(ids(after(noSelection, "Ctrl+a", "Escape"))).toEqual([]);
  });

  test("Other keys, and keys that change nothing, are left to others", () => {
    const none = { shiftKey: false, ctrlKey: false, metaKey: false };
    for (const key of ["Tab", "x", "Escape", " ", "Enter"]) {
      expect(selectionAfter({ ...none, key }, noSelection, order, 3)).toBeUndefined();
    }
    expect(selectionAfter({ ...none, key: "ArrowDown" }, noSelection, [], 3)).toBeUndefined();
  });
});
