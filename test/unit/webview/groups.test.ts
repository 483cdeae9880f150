import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageRow } from "../../../src/ui/protocol.ts";
import { Arrangement } from "../../../src/webview/arrangement.ts";
import { noFilter } from "../../../src/webview/rowFilter.ts";
import { noSelection, type RowSelection, selectOnly } from "../../../src/webview/rowSelection.ts";
import { usualSort } from "../../../src/webview/rowSort.ts";
import { RowStore } from "../../../src/webview/rowStore.ts";
import { actOfClick, actOfKey, type TableState } from "../../../src/webview/tableActs.ts";
import { fold, type Folding, isHead, type Line, nothingFolded } from "../../../src/webview/tableLines.ts";
import { summarize } from "../../../src/webview/tenantGroups.ts";
import { looks, pageRow, wordsOf } from "./pageRow.ts";

const basics = { looks, words: wordsOf() };
const usual = { filter: noFilter, sort: usualSort, grouped: true, folding: nothingFolded };

/** A row of an identity in a tenant. */
function rowOf(tenantId: string, identity: string, others: Partial<PageRow> = {}): PageRow {
  return pageRow(`Tenant ${tenantId}`, { id: `${identity}/${tenantId}`, tenantId, identity, ...others });
}

const rows = [
  rowOf("b", "bob", { state: "linked", checkedAt: 1 }),
  rowOf("a", "carol", { state: "failed", attention: true, checkedAt: 2 }),
  rowOf("b", "alice", { state: "notLinked", attention: true, checkedAt: 9 }),
  rowOf("a", "alice", { state: "linked", checkedAt: 5 }),
  rowOf("c", "alice", { state: "linkAtHome" }),
];

function arranged(change: Partial<typeof usual> = {}, all: readonly PageRow[] = rows): Arrangement {
  const arrangement = new Arrangement();
  arrangement.reset(all, { ...usual, ...change }, basics);
  return arrangement;
}

/** The lines, heads in capitals. */
function told({ lines }: { readonly lines: readonly Line[] }): string {
  return lines.map((line) => (isHead(line) ? line.tenantId.toUpperCase() : line.identity)).join(" ");
}

describe("what all identities tell of a tenant", () => {
  test("is how many are linked, of those that could be, and whether one of them needs somebody", () => {
    const tenants = summarize(rows, looks);
    expect(tenants.get("a")).toMatchObject({ linked: 1, total: 2, attention: true, aside: false });
    expect(tenants.get("c")).toMatchObject({ linked: 0, total: 0, attention: false, state: "linkAtHome" });
  });

  test("is the name, if one of them was told it, else the domain, else the id; whoever comes first", () => {
    const known = [
      rowOf("t", "id", { label: "t" }),
      rowOf("t", "domain", { label: "contoso.example", domain: "contoso.example" }),
      rowOf("t", "name", { label: "Contoso", domain: "contoso.onmicrosoft.com" }),
    ];
    for (const order of [known, known.toReversed()]) {
      expect(summarize(order, looks).get("t")?.label).toBe("Contoso");
      expect(
        summarize(
          order.filter(({ identity }) => identity !== "name"),
          looks,
        ).get("t")?.label,
      ).toBe("contoso.example");
    }
  });
});

describe("Rows below their tenants", () => {
  test("stand in the order of identities, the tenants in that of their names; downwards only the tenants turn", () => {
    expect(told(arranged())).toBe("A alice carol B alice bob C alice");
    expect(told(arranged({ sort: { column: "tenant", descending: true } }))).toBe(
      "C alice B alice bob A alice carol",
    );
  });

  test("stand in the order of identities whatever their ids are", () => {
    const turned = [rowOf("a", "zoe", { id: "1" }), rowOf("a", "alice", { id: "2" })];
    expect(told(arranged({}, turned))).toBe("A alice zoe");
  });

  test("are sorted within the tenant, and each tenant stands where its first row stands", () => {
    expect(told(arranged({ sort: { column: "checked", descending: true } }))).toBe(
      "B alice bob A alice carol C alice",
    );
    expect(told(arranged({ sort: { column: "state", descending: false } }))).toBe(
      "A carol alice B alice bob C alice",
    );
  });

  test("are filtered; a tenant without any is not there, and its count is of all its identities", () => {
    const found = arranged({ filter: { ...noFilter, states: ["notLinked"] } });
    expect(told(found)).toBe("B alice");
    expect(found.lines.find(isHead)).toMatchObject({ tenant: { linked: 1, total: 2 }, place: 1, of: 1 });
    expect(found.tenants).toBe(1);
  });

  test("are not there while their tenant is folded up, but they are shown", () => {
    const folded = arranged({ folding: fold(nothingFolded, "b", true) });
    expect(told(folded)).toBe("A alice carol B C alice");
    expect(folded.rows).toHaveLength(5);
    expect(told(arranged({ folding: fold({ all: true, others: [] }, "b", false) }))).toBe("A B alice bob C");
  });

  test("are in a flat table as they were", () => {
    const flat = arranged({ grouped: false });
    expect(flat.lines).toBe(flat.rows);
    expect(flat.tenants).toBe(3);
  });

  test("are the same when changes are taken over one by one as when all is made anew", () => {
    const change = fc.record({
      tenantId: fc.constantFrom("a", "b", "c"),
      identity: fc.constantFrom("alice", "bob"),
      label: fc.constantFrom("Contoso", "Fabrikam", "contoso.example"),
      state: fc.constantFrom("linked", "failed", "notLinked"),
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 8 }), (messages) => {
        const store = new RowStore();
        const kept = arranged({}, []);
        for (const message of messages) {
          const last = [...new Map(message.map((one) => [`${one.identity}/${one.tenantId}`, one])).entries()];
          const changed = last
            .filter(([, { gone }]) => !gone)
            .map(([, { tenantId, identity, label, state }]) => rowOf(tenantId, identity, { label, state }));
          const gone = last.filter(([, { gone }]) => gone).map(([id]) => id);
          store.apply(changed, gone);
          kept.apply(store.all, { type: "rows", changed, gone }, usual, basics);
          const anew = arranged({}, store.all);
          expect(kept.lines).toEqual(anew.lines);
          expect(kept.lines.map(({ id }) => kept.places.indexOf(id))).toEqual(
            anew.lines.map((_, index) => index),
          );
        }
      }),
    );
  });
});

/** What keys, one after the other, make of a table of the rows. */
class Table {
  folding: Folding = nothingFolded;
  selection: RowSelection = noSelection;
  opened: string | undefined;

  press(...names: readonly string[]): this {
    for (const name of names) {
      const key = { key: name.replace(/^.*\+/, ""), shiftKey: name.startsWith("Shift+"), metaKey: false };
      this.#do(actOfKey({ ...key, ctrlKey: name.startsWith("Ctrl+") }, this.#state));
    }
    return this;
  }

  click(id: string, how: Partial<Parameters<typeof actOfClick>[0]> = {}): this {
    const { lines, places } = this.#state;
    const line = lines[places.indexOf(id)];
    if (!line) {
      throw new Error(`There is no ${id}`);
    }
    const click = { shift: false, ctrl: false, tick: false, name: false, detailsOpen: false, ...how };
    this.#do(actOfClick(click, line, this.#state));
    return this;
  }

  get told(): string {
    return told(this.#state);
  }

  get selected(): string[] {
    return [...this.selection.selected].toSorted();
  }

  get #state(): TableState {
    const { lines, places } = arranged({ folding: this.folding });
    return { lines, places, selection: this.selection, page: 2 };
  }

  #do(act: ReturnType<typeof actOfKey>): void {
    this.selection = act?.selection ?? this.selection;
    this.opened = act?.open ?? this.opened;
    this.folding = act?.fold ? fold(this.folding, act.fold.tenantId, act.fold.folded) : this.folding;
  }
}

describe("Among tenants", () => {
  test("Left leads to the tenant, then folds it up; Right opens it, then leads to its first row", () => {
    const table = new Table().press("ArrowDown", "ArrowDown", "ArrowDown");
    expect(table.selection.active).toBe("carol/a");
    expect(table.press("ArrowLeft").selection.active).toBe("tenant/a");
    expect(table.press("ArrowLeft").told).toBe("A B alice bob C alice");
    expect(table.press("ArrowLeft").told).toBe("A B alice bob C alice");
    expect(table.press("ArrowRight").selection.active).toBe("tenant/a");
    expect(table.told).toBe("A alice carol B alice bob C alice");
    expect(table.press("ArrowRight").selection.active).toBe("alice/a");
    expect(table.press("ArrowRight").selection.active).toBe("alice/a");
  });

  test("Enter folds a tenant up and opens it; of a row it opens the details", () => {
    const table = new Table().press("Home", "Enter");
    expect(table.told).toBe("A B alice bob C alice");
    expect(table.opened).toBeUndefined();
    expect(table.press("Enter", "ArrowDown", "Enter").opened).toBe("alice/a");
  });

  test("Space on a tenant selects all its rows, or none; no head is ever selected", () => {
    const table = new Table().press("Home", " ");
    expect(table.selected).toEqual(["alice/a", "carol/a"]);
    expect(table.press("ArrowDown", " ", "Home", " ").selected).toEqual(["alice/a", "carol/a"]);
    expect(table.press(" ").selected).toEqual([]);
    for (const space of ["Ctrl+ ", "Shift+ "]) {
      expect(table.press(space).selected).toEqual(["alice/a", "carol/a"]);
      expect(table.press(space).selected).toEqual([]);
    }
    expect(table.press("Ctrl+a").selected).toHaveLength(5);
    expect(table.press("Escape").selected).toEqual([]);
  });

  test("Shift goes over heads; rows of a tenant that is folded up come with it", () => {
    expect(
      new Table().press("Home", "ArrowDown", "ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown").selected,
    ).toEqual(["alice/b", "carol/a"]);
    const folded = new Table().press("Home", "Enter", "Shift+ArrowDown", "Shift+ArrowDown");
    expect(folded.selected).toEqual(["alice/a", "alice/b", "carol/a"]);
    expect(folded.press("Ctrl+a").selected).toHaveLength(5);
  });

  test("a click folds a tenant up, its box and Ctrl select its rows; a row is selected alone", () => {
    const table = new Table().click("tenant/a");
    expect(table.told).toBe("A B alice bob C alice");
    expect(table.selected).toEqual([]);
    expect(table.click("tenant/a", { tick: true }).selected).toEqual(["alice/a", "carol/a"]);
    expect(table.click("tenant/b", { ctrl: true }).selected).toHaveLength(4);
    expect(table.click("bob/b", { ctrl: true }).selected).toEqual(["alice/a", "alice/b", "carol/a"]);
    expect(table.click("bob/b", { name: true })).toMatchObject({ selected: ["bob/b"], opened: "bob/b" });
    expect(table.click("alice/c", { shift: true }).selected).toEqual(["alice/c", "bob/b"]);
  });

  test("in a flat table arrows to the side do nothing", () => {
    const { lines, places } = arranged({ grouped: false });
    const state = { lines, places, selection: selectOnly("alice/a"), page: 2 };
    const key = { shiftKey: false, ctrlKey: false, metaKey: false };
    expect(actOfKey({ ...key, key: "ArrowLeft" }, state)).toBeUndefined();
    expect(actOfKey({ ...key, key: "Enter" }, state)).toEqual({ open: "alice/a" });
  });
});
