import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { type Row, type RowId, rowId, rowLabel } from "../../../src/model/row.ts";
import { deriveState } from "../../../src/model/rowState.ts";
import { PageRows, type RowsDelta } from "../../../src/ui/pageRows.ts";
import type { PageRow } from "../../../src/ui/protocol.ts";
import { rawText } from "../../../src/model/untrusted.ts";
import { alice, bob, tenant, TestClock } from "../testing/fixtures.ts";

const many = 5000;

let store: LinkStore;
let sent: RowsDelta[];
let rendered: number;
let ours: ReadonlySet<string>;
let pages: PageRows;
let wanted: () => readonly Row[];

beforeEach(() => {
  vi.useFakeTimers();
  store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice, bob]);
  store.setTenants(
    alice.id,
    Array.from({ length: many }, (_, n) => tenant(n)),
  );
  sent = [];
  rendered = 0;
  ours = new Set();
  wanted = () => store.rows;
  pages = new PageRows({ store, wanted: () => wanted(), render, send: (delta) => sent.push(delta) });
});

afterEach(() => {
  pages.dispose();
  vi.useRealTimers();
});

function render(row: Row): PageRow {
  rendered += 1;
  const link = row.knowledge.kind === "linked" ? row.knowledge.link : undefined;
  return {
    id: row.id,
    tenantId: row.tenant.tenantId,
    label: rawText(rowLabel(row)),
    identity: rawText(store.identity(row.identityId)?.label ?? ""),
    kind: row.tenant.kind,
    state: deriveState(row, ours),
    attention: false,
    ...(link && { partnerId: link.partnerId }),
    ...(row.mark.hidden && { hidden: true }),
  };
}

const idOf = (n: number): RowId => rowId(alice.id, tenant(n).tenantId);

function learn(n: number, partnerId: string): void {
  const work = store.begin(idOf(n), "check");
  work?.learn({ kind: "linked", link: { partnerId }, at: 1 });
  work?.end();
}

/** The page has all of its rows. */
function all(): void {
  pages.first();
  pages.sendRest();
  vi.advanceTimersByTime(100);
  sent.length = 0;
}

const frame = (): unknown => vi.advanceTimersByTime(20);

describe("The rows of a page", () => {
  it("are the first by name at once and all others once these are shown; then nothing is sent until something changes", () => {
    const first = pages.first();
    expect(first.more).toBe(true);
    expect(first.rows.map(({ id }) => id)).toEqual(store.rows.slice(0, 300).map(({ id }) => id));
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([]);
    pages.sendRest();
    frame();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.changed).toHaveLength(many - 300);
    expect(rendered).toBe(many);
    frame();
    expect(sent).toHaveLength(1);
  });

  it("are all there at once if they are few", () => {
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    expect(pages.first()).toMatchObject({ more: false, rows: [{ id: idOf(1) }, { id: idOf(2) }] });
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([]);
  });

  it("are told to be complete even if those that were to follow have gone", () => {
    pages.first();
    store.setTenants(
      alice.id,
      store.rows.slice(0, 300).map((row) => row.tenant),
    );
    frame();
    expect(sent).toEqual([{ changed: [], gone: [] }]);
    pages.sendRest();
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
  });

  it("are all sent if one of them changes before the others are there", () => {
    pages.first();
    learn(7, "4567890");
    frame();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.changed).toHaveLength(many - 300 + 1);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
  });

  it("send one row of five thousand when one has changed, in well under a kilobyte", () => {
    all();
    rendered = 0;
    learn(7, "4567890");
    frame();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ changed: [{ id: idOf(7), partnerId: "4567890" }], gone: [] });
    expect(JSON.stringify(sent).length).toBeLessThan(500);
    expect(rendered).toBe(1);
  });

  it("send what changes within a frame together, each row once and as it is at last", () => {
    all();
    learn(1, "1");
    learn(2, "2");
    learn(1, "3");
    frame();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.changed.map(({ id, partnerId }) => [id, partnerId])).toEqual([
      [idOf(1), "3"],
      [idOf(2), "2"],
    ]);
  });

  it("send nothing when a row is another one and looks the same", () => {
    learn(1, "1");
    all();
    learn(1, "1");
    frame();
    expect(sent).toEqual([]);
  });

  it("send what came and what went, and draw no other row, when the list is another one", () => {
    all();
    rendered = 0;
    store.setTenants(
      alice.id,
      Array.from({ length: many }, (_, n) => tenant(n + 1)),
    );
    frame();
    expect(sent).toMatchObject([{ changed: [{ id: idOf(many) }], gone: [idOf(0)] }]);
    expect(rendered).toBe(1);
  });

  it("send one row of a tenant that was marked, although the store says that all may be others", () => {
    all();
    store.setMarks(new Map([[tenant(3).tenantId, { hidden: true }]]));
    frame();
    expect(sent).toMatchObject([{ changed: [{ id: idOf(3), hidden: true }], gone: [] }]);
    expect(sent[0]?.changed).toHaveLength(1);
  });

  it("go with their account", () => {
    all();
    store.setIdentities("vscode", [bob]);
    frame();
    expect(sent[0]?.gone).toHaveLength(many);
    expect(sent[0]?.changed).toEqual([]);
  });

  it("are sent anew when their identity is called otherwise, and no others", () => {
    store.setTenants(bob.id, [tenant(1)]);
    all();
    store.setIdentities("vscode", [alice, { ...bob, label: "Robert" }]);
    frame();
    expect(sent).toMatchObject([{ changed: [{ identity: "Robert" }], gone: [] }]);
    expect(sent[0]?.changed).toHaveLength(1);
  });

  it("are drawn anew when what counts as ours has changed, and only what looks different is sent", () => {
    learn(1, "1");
    learn(2, "2");
    all();
    ours = new Set(["1"]);
    pages.refresh({ drawAnew: true });
    expect(sent).toMatchObject([{ changed: [{ id: idOf(2), state: "linkedToOther" }], gone: [] }]);
    expect(sent[0]?.changed).toHaveLength(1);
  });

  it("are those that the page wants, which may become others", () => {
    const chosen = [1];
    wanted = () => chosen.map((n) => store.row(idOf(n))).filter((row) => row !== undefined);
    expect(pages.first().rows.map(({ id }) => id)).toEqual([idOf(1)]);
    learn(2, "2");
    frame();
    expect(sent).toEqual([]); // not of this page
    chosen.push(2);
    pages.refresh();
    expect(sent).toMatchObject([{ changed: [{ id: idOf(2), partnerId: "2" }] }]);
    learn(2, "3");
    frame();
    expect(sent).toHaveLength(2);
  });

  it("send nothing any more once the page is gone", () => {
    all();
    learn(1, "1");
    pages.dispose();
    frame();
    learn(2, "1");
    frame();
    expect(sent).toEqual([]);
  });
});
