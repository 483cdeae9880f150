import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countRows } from "../../../src/webview/figures.ts";
import { noFilter, type RowFilter, rowTest } from "../../../src/webview/rowFilter.ts";
import { rowOrder, type RowSort } from "../../../src/webview/rowSort.ts";
import { RowStore } from "../../../src/webview/rowStore.ts";
import { RowView } from "../../../src/webview/rowView.ts";
import { looks, pageRow } from "./pageRow.ts";

const rows = [
  pageRow("Zürich Versicherung", {
    state: "linked",
    partnerId: "4567890",
    partnerName: "Contoso",
    checkedAt: 3,
  }),
  pageRow("alpine 10", { domain: "alpine.example", attention: true, checkedAt: 1 }),
  pageRow("Alpine 9", { state: "failed", attention: true }),
  pageRow("Hidden", { hidden: true }),
];

function found(filter: Partial<RowFilter>): string[] {
  return rows.filter(rowTest({ ...noFilter, ...filter }, looks)).map(({ label }) => label);
}

function sorted(sort: RowSort): string[] {
  return rows.toSorted(rowOrder(sort, looks, "en")).map(({ label }) => label);
}

describe("the store of rows", () => {
  test("takes over everything, then what changed and what is gone", () => {
    const store = new RowStore();
    store.replaceAll(rows);
    store.apply([pageRow("Hidden", { partnerId: "1" }), pageRow("New")], ["Alpine 9", "unknown"]);
    expect(store.all.map(({ label }) => label)).toEqual([
      "Zürich Versicherung",
      "alpine 10",
      "Hidden",
      "New",
    ]);
    expect(store.get("Hidden")?.partnerId).toBe("1");
    store.replaceAll([]);
    expect(store.size).toBe(0);
  });
});

describe("the filter", () => {
  test.each([
    ["alpine", ["alpine 10", "Alpine 9"]],
    ["ZURICH", ["Zürich Versicherung"]],
    ["  contoso   4567 ", ["Zürich Versicherung"]],
    ["alpine.example", ["alpine 10"]],
    ["failed", ["Alpine 9"]],
    ["nothing", []],
  ])("finds %j", (text, names) => expect(found({ text })).toEqual(names));

  test("leaves hidden rows out unless they are asked for", () => {
    expect(found({})).not.toContain("Hidden");
    expect(found({ hidden: true })).toContain("Hidden");
  });

  test("shows only what needs attention, or only some states", () => {
    expect(found({ attention: true })).toEqual(["alpine 10", "Alpine 9"]);
    expect(found({ states: ["failed", "linked"] })).toEqual(["Zürich Versicherung", "Alpine 9"]);
    expect(found({ states: ["linked"], attention: true })).toEqual([]);
  });

  test("takes what is no customer for no state, but for what it is", () => {
    const marked = pageRow("Marked", { state: "linked", notCustomer: true });
    const shows = (filter: Partial<RowFilter>): boolean => rowTest({ ...noFilter, ...filter }, looks)(marked);
    expect(shows({})).toBe(true);
    expect(shows({ states: ["linked"] })).toBe(false);
    expect(shows({ notCustomer: true })).toBe(true);
    expect(shows({ states: ["failed"], notCustomer: true })).toBe(true);
    expect(found({ notCustomer: true })).toEqual([]);
    expect(found({ states: ["failed"], notCustomer: true })).toEqual(["Alpine 9"]);
  });

  test("shows only what is linked to one partner ID, and no customers but those who are", () => {
    const [one, other] = ["45678", "456789"];
    const all = [
      pageRow("One", { partnerId: one }),
      pageRow("Other", { partnerId: other, tenantId: `${one}000-5b6d-4c7e-8f90-000000000000` }),
      pageRow("Marked", { partnerId: one, notCustomer: true }),
      pageRow("Hidden", { partnerId: one, hidden: true }),
      pageRow("None"),
    ];
    const shown = (filter: Partial<RowFilter>): string[] =>
      all.filter(rowTest({ ...noFilter, ...filter }, looks)).map(({ label }) => label);
    expect(shown({ partnerId: one })).toEqual(["One"]);
    expect(shown({ partnerId: one, text: "oth" })).toEqual([]);
    expect(shown({ partnerId: one, hidden: true })).toEqual(["One", "Hidden"]);
    expect(shown({ partnerId: one, notCustomer: true })).toEqual(["Marked"]);
    expect(shown({ partnerId: "4567" })).toEqual([]);
    expect(countRows(all).partners.find(({ id }) => id === one)?.count).toBe(1);
  });

  test("finds an application by its own words", () => {
    const own = {
      ...looks,
      linked: { ...looks.linked, ofApplication: { words: "by machine", sentence: "" } },
    };
    const shows = (kind: "guest" | "application"): boolean =>
      rowTest({ ...noFilter, text: "machine" }, own)(pageRow("Robot", { state: "linked", kind }));
    expect([shows("application"), shows("guest")]).toEqual([true, false]);
  });
});

describe("the order", () => {
  test("of names is the language's, with numbers as numbers", () => {
    const names = ["Alpine 9", "alpine 10", "Hidden", "Zürich Versicherung"];
    expect(sorted({ column: "tenant", descending: false })).toEqual(names);
    expect(sorted({ column: "tenant", descending: true })).toEqual(names.toReversed());
  });

  test("of states has first what wants something", () => {
    expect(sorted({ column: "state", descending: false })).toEqual([
      "Alpine 9",
      "alpine 10",
      "Hidden",
      "Zürich Versicherung",
    ]);
  });

  test("has rows without a value last, either way", () => {
    const last = ["Alpine 9", "Hidden"];
    expect(sorted({ column: "checked", descending: false })).toEqual([
      "alpine 10",
      "Zürich Versicherung",
      ...last,
    ]);
    expect(sorted({ column: "checked", descending: true })).toEqual([
      "Zürich Versicherung",
      "alpine 10",
      ...last,
    ]);
  });
});

test("A view that takes over changes one by one shows the same as one that is made anew", () => {
  const name = fc.integer({ min: 0, max: 30 }).map(String);
  const change = fc.record({ id: name, label: name, linked: fc.boolean(), gone: fc.boolean() });
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 8 }), (messages) => {
      const store = new RowStore();
      const [view, anew] = [new RowView(), new RowView()];
      const filter = rowTest({ ...noFilter, states: ["linked"] }, looks);
      const order = rowOrder({ column: "tenant", descending: true }, looks, "en");
      view.reset(store.all, filter, order);
      for (const message of messages) {
        const last = [...new Map(message.map((change) => [change.id, change])).values()];
        const changed = last
          .filter(({ gone }) => !gone)
          .map(({ id, label, linked }) => pageRow(label, { id, state: linked ? "linked" : "failed" }));
        const gone = last.filter(({ gone }) => gone).map(({ id }) => id);
        store.apply(changed, gone);
        view.apply(store.all, changed, gone);
        anew.reset(store.all, filter, order);
        expect(view.rows).toEqual(anew.rows);
        expect(view.rows.map(({ id }) => view.indexOf(id))).toEqual(view.rows.map((_row, index) => index));
      }
    }),
  );
});
