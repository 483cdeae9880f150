import { describe, expect, test } from "vitest";
import { columnNames, type HostMessage, readPageMessage } from "../../../src/ui/protocol.ts";
import { ActBook } from "../../../src/webview/acts.ts";
import { chartShares } from "../../../src/webview/chartShares.ts";
import { countRows } from "../../../src/webview/figures.ts";
import { HostLink } from "../../../src/webview/hostLink.ts";
import { offersFor } from "../../../src/webview/partnerIdOffers.ts";
import { noFilter } from "../../../src/webview/rowFilter.ts";
import { usualSort } from "../../../src/webview/rowSort.ts";
import { mostRows, rowWindow, scrollToShow, usualRoom } from "../../../src/webview/rowWindow.ts";
import { readSavedView } from "../../../src/webview/savedView.ts";
import { shownStates } from "../../../src/webview/stateOrder.ts";
import { nothingFolded } from "../../../src/webview/tableLines.ts";
import { columnLayout, fittingColumns } from "../../../src/webview/tableColumns.ts";
import { looks, pageRow, wordsOf } from "./pageRow.ts";

describe("the window of rows", () => {
  test("holds all that is seen wherever it is scrolled to, and never more than it may", () => {
    for (const count of [0, 1, 40, 5000]) {
      for (let top = 0; top <= count * 28; top += 313) {
        const { start, end } = rowWindow(top, 500, 28, count);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - start).toBeLessThanOrEqual(mostRows(500, 28));
        expect(start).toBeLessThanOrEqual(Math.floor(top / 28));
        expect(end).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((top + 500) / 28)));
      }
    }
  });

  test("holds only what is seen until there is time for more", () => {
    expect(rowWindow(0, 500, 28, 5000, true)).toEqual({ start: 0, end: 19 });
    expect(rowWindow(280, 500, 28, 5000, true)).toEqual({ start: 10, end: 29 });
    expect(rowWindow(0, 500, 28, 3, true)).toEqual({ start: 0, end: 3 });
    expect(rowWindow(9000, 500, 28, 3, true)).toEqual({ start: 3, end: 3 });
    expect(usualRoom(729)).toBe(489);
    expect(usualRoom(100)).toBe(208);
  });

  test("scrolls no further than is needed to show a row", () => {
    expect(scrollToShow(5, 0, 500, 28)).toBe(0);
    expect(scrollToShow(20, 0, 500, 28)).toBe(21 * 28 - 500);
    expect(scrollToShow(2, 300, 500, 28)).toBe(56);
  });
});

describe("the columns", () => {
  test("are all there, two on a narrow page, and those that fit beside open details", () => {
    expect(fittingColumns(columnNames, 860, false)).toEqual(columnNames);
    expect(fittingColumns(columnNames, 720, false)).toEqual(["tenant", "identity", "state", "partnerId"]);
    expect(fittingColumns(columnNames, 300, false)).toEqual(["tenant", "state"]);
    const beside = fittingColumns(columnNames, 800, true);
    expect(beside).toContain("tenant");
    expect(beside).toContain("state");
    expect(beside).not.toContain("kind");
    expect(columnLayout(["tenant", "state"], 800)).toBe("minmax(190px, 2.4fr) minmax(186px, 2fr)");
  });
});

describe("the chart", () => {
  test("fills the bar, and gives even the smallest part enough to be hit", () => {
    const shares = chartShares([4990, 7, 0, 3]);
    expect(shares.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100);
    expect(Math.min(...shares.map(({ width }) => width))).toBeGreaterThanOrEqual(1.5);
    expect(shares[1]?.start).toBeCloseTo(shares[0]?.width ?? 0);
    expect(chartShares([0, 0])).toEqual([
      { start: 0, width: 0 },
      { start: 0, width: 0 },
    ]);
  });

  test("shows states that are well first, and the most frequent first among equals", () => {
    const counts = new Map([
      ["failed", 1],
      ["unknown", 2],
      ["checking", 5],
      ["linked", 1],
    ] as const);
    expect(shownStates(counts, looks).map(({ state }) => state)).toEqual([
      "linked",
      "failed",
      "checking",
      "unknown",
    ]);
  });
});

test("Rows are counted as the tree does: neither hidden ones nor those that are no customers nor what cannot be linked", () => {
  const linked = { state: "linked", partnerId: "1" } as const;
  const figures = countRows([
    pageRow("a", { ...linked, partnerName: "One" }),
    pageRow("b", linked),
    pageRow("c", { state: "linkedToOther", partnerId: "2", attention: true }),
    pageRow("d", { ...linked, hidden: true }),
    pageRow("e", { ...linked, notCustomer: true }),
    pageRow("f", { state: "linkAtHome" }),
  ]);
  expect(figures).toMatchObject({ linked: 2, total: 3, attention: 1, notCustomer: 1, hidden: 1 });
  expect(figures.partners).toEqual([
    { id: "1", name: "One", count: 2 },
    { id: "2", count: 1 },
  ]);
  expect(Object.fromEntries(figures.states)).toEqual({ linked: 2, linkedToOther: 1, linkAtHome: 1 });
});

describe("what is saved of a page", () => {
  test("is read as it was written", () => {
    const view = {
      filter: { ...noFilter, text: "x", partnerId: "1", states: ["linked"] as const, hidden: true },
      sort: { column: "state", descending: true } as const,
      columns: ["tenant", "checked"] as const,
      grouped: true,
      folding: { all: true, others: ["t"] },
      selected: ["a"],
      open: "a",
    };
    expect(readSavedView(JSON.parse(JSON.stringify(view)))).toEqual(view);
  });

  test("may be of a version that knew no filter by partner ID", () => {
    const { partnerId: _since, ...old } = { ...noFilter, text: "x", attention: true };
    expect(readSavedView({ filter: old }).filter).toEqual({ ...old, partnerId: "" });
  });

  test.each([
    undefined,
    null,
    7,
    "x",
    [],
    { filter: { partnerId: "no partner ID" } },
    {
      filter: 3,
      sort: { column: "__proto__" },
      columns: "no",
      selected: {},
      grouped: "yes",
      folding: { others: 7 },
      open: 4,
    },
  ])("is as usual if it is %j", (state) =>
    expect(readSavedView(state)).toEqual({
      filter: noFilter,
      sort: usualSort,
      columns: columnNames,
      grouped: false,
      folding: nothingFolded,
      selected: [],
    }),
  );
});

describe("offered partner IDs", () => {
  const ours = [{ id: "4567890", name: "Contoso" }, { id: "5012345" }];

  test("are ours first, none twice, and fit what is typed", () => {
    expect(offersFor("", ours, ["5012345", "6001002"]).map(({ id }) => id)).toEqual([
      "4567890",
      "5012345",
      "6001002",
    ]);
    expect(offersFor("60", ours, ["6001002"])).toEqual([{ id: "6001002", kind: "recent" }]);
    expect(offersFor(" conto", ours, []).map(({ id }) => id)).toEqual(["4567890"]);
  });
});

describe("words", () => {
  const words = wordsOf({
    words: { "chart.part": "{0}: {1} {2}", "filter.label": "{0}" },
    language: "en-US",
  });

  test("are filled in; numbers as the language writes them, and nothing is filled in twice", () => {
    expect(words.say("chart.part", "{1}", 5000)).toBe("{1}: 5,000 {2}");
    expect(words.say("loading")).toBe("loading");
  });

  test.each([
    ["en", "1,000"],
    ["de", "1.000"],
    ["pt-br", "1.000"],
  ])("write numbers as %s does", (language, thousand) => {
    const local = wordsOf({ language });
    expect([0, 7, 999, 1000].map((count) => local.value(count))).toEqual(["0", "7", "999", thousand]);
    expect(local.value("5000")).toBe("5000");
  });

  test("tell ages as they were told, and those that were not told as well", () => {
    const hour = ["this hour", "1 hour ago", "2 hours ago", "3 hours ago"];
    const told = wordsOf({ ages: { second: ["now"], minute: [], hour, day: [], month: [], year: [] } });
    expect(told.age(0, 3 * 60 * 60_000)).toBe("3 hours ago");
    expect(told.age(9, 0)).toBe("now");
    expect(told.age(Date.UTC(2001, 4, 17), Date.UTC(2032, 4, 17))).toBe("31 years ago");
  });

  test("tell times also in a language that no browser knows", () => {
    const odd = wordsOf({ language: "not a language" });
    expect(odd.language).toBe("en");
    expect(odd.time(Date.UTC(2001, 4, 17, 12))).toMatch(/^May 17, 2001/);
  });
});

describe("the link to the extension", () => {
  test("numbers what it sends, upwards, and sends what the extension reads", () => {
    const posted: unknown[] = [];
    const api = {
      postMessage: (message: unknown) => posted.push(message),
      getState: () => undefined,
      setState: () => {},
    };
    const link = new HostLink(api, 1000);
    expect(link.send({ type: "ready" })).toBe(1001);
    expect(link.send({ type: "write", verb: "link", row: "r", partnerId: "4567890" })).toBe(1002);
    expect(posted.map(readPageMessage)).toEqual([
      { type: "ready", seq: 1001 },
      { type: "write", verb: "link", row: "r", partnerId: "4567890", seq: 1002 },
    ]);
  });

  test("lets in nothing that is no message", () => {
    const page = new EventTarget();
    const read: HostMessage[] = [];
    const posted: unknown[] = [];
    const api = {
      postMessage: (message: unknown) => posted.push(message),
      getState: () => undefined,
      setState: () => {},
    };
    new HostLink(api, 0).listen(page as Window, (message) => read.push(message));
    for (const data of [null, 1, "x", {}, { type: "rows" }, { type: "selected", rows: ["a"], more: 1 }]) {
      page.dispatchEvent(new MessageEvent("message", { data }));
    }
    page.dispatchEvent(new MessageEvent("message", { data: { type: "selected", rows: ["a"] } }));
    expect(posted.map(readPageMessage)).toEqual([{ type: "unreadable", seq: 1 }]); // once, not for each
    expect(read).toEqual([{ type: "selected", rows: ["a"] }]);
  });
});

describe("The acts of a page", () => {
  test("are shown while they run and when they are over; nothing that comes late or is unknown changes that", () => {
    const acts = new ActBook();
    acts.begin("row", 7);
    acts.read({ type: "progress", act: 7, words: "Linking" });
    expect(acts.of("row")).toEqual({ phase: "running", act: 7, words: "Linking" });
    acts.read({ type: "progress", act: 6, words: "Old" });
    acts.read({ type: "told", act: 7, how: "done", words: "Linked.", canUndo: true });
    expect(acts.of("row")).toMatchObject({ phase: "told", how: "done", canUndo: true });
    acts.read({ type: "progress", act: 7, words: "Late" });
    expect(acts.of("row")).toMatchObject({ phase: "told" });
    acts.begin("row", 8);
    acts.read({ type: "told", act: 7, how: "failed", words: "Late", canUndo: false });
    expect(acts.of("row")).toMatchObject({ phase: "running", act: 8 });
    expect(acts.of("other")).toBeUndefined();
    acts.read({ type: "told", act: 8, how: "done", words: "Changed.", canUndo: false });
    expect(acts.of("row")).toMatchObject({ act: 8, words: "Changed." });
    acts.dismiss("row");
    expect(acts.of("row")).toBeUndefined();
  });

  test("do not hide each other: what a link came to is told although the tenant was marked meanwhile", () => {
    const acts = new ActBook();
    acts.begin("row", 1);
    acts.begin("row", 2);
    acts.read({ type: "told", act: 2, how: "done", words: "", canUndo: false });
    expect(acts.of("row")).toMatchObject({ phase: "running", act: 1 });
    acts.read({ type: "told", act: 1, how: "done", words: "Linked.", canUndo: true });
    acts.begin("row", 3);
    acts.read({ type: "told", act: 3, how: "done", words: "", canUndo: false });
    expect(acts.of("row")).toMatchObject({ act: 1, words: "Linked.", canUndo: true });
  });

  test("take away what is no longer of interest: a refusal is not told again after the sign-in that helped", () => {
    const acts = new ActBook();
    acts.begin("row", 1);
    acts.read({ type: "told", act: 1, how: "failed", words: "It wants MFA.", canUndo: false });
    acts.begin("row", 2);
    acts.read({ type: "told", act: 2, how: "done", words: "", canUndo: false });
    expect(acts.of("row")).toBeUndefined();
  });
});
