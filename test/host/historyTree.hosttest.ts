import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Emitter } from "../../src/links/emitter.ts";
import type { ChangePlan, RunId } from "../../src/model/change.ts";
import type { RunRecord, StepRecord } from "../../src/model/journal.ts";
import { HistoryTree, type ShownJournal } from "../../src/ui/historyTree.ts";
import { alice, bob, tenant } from "../unit/testing/fixtures.ts";
import { assertGolden } from "./assertGolden.ts";
import { eventually } from "./eventually.ts";
import { treeText } from "./treeText.ts";

type Purpose = ChangePlan["purpose"];
type Ended = Omit<StepRecord, "step">;

const at = Date.UTC(2026, 10, 22, 12);
const correlationId = "11111111-2222-4333-8444-555555555555";
const contoso = "Contoso Consulting";

function run(
  name: string,
  purpose: Purpose,
  steps: readonly (Ended & { tenantName?: string; from?: string; wanted?: string | null })[],
  more: { open?: true; undoes?: ChangePlan["undoes"]; who?: typeof alice } = {},
): RunRecord {
  const who = more.who ?? alice;
  const records = steps.map(
    ({ tenantName = "Fabrikam", from = null, wanted = "4567890", ...ended }, index) => ({
      ...ended,
      step: {
        identityId: who.id,
        accountLabel: who.label,
        tenantId: tenant(index).tenantId,
        tenantName,
        from,
        wanted,
      },
    }),
  );
  const plan = {
    purpose,
    steps: records.map(({ step }) => step),
    ...(more.undoes && { undoes: more.undoes }),
  };
  return {
    runId: name as RunId,
    plan,
    startedAt: at,
    steps: records,
    ...(!more.open && { closed: { at, how: "finished" } as const }),
  };
}

const done: Ended = {
  state: "changed",
  before: null,
  after: "4567890",
  afterName: contoso,
  correlationId,
  endedAt: at + 1000,
};

/** A run for each way to end, and for each way not to. */
const runs: readonly RunRecord[] = [
  run("running", "link", [{ state: "announced", before: null }], { open: true }),
  run(
    "interrupted",
    "update",
    [{ state: "announced", before: "4567890", from: "4567890", wanted: "5012345" }],
    {
      open: true,
    },
  ),
  run(
    "many",
    "link",
    [
      { ...done, tenantName: "Adatum" },
      { state: "nothingToDo", after: "4567890", afterName: contoso, tenantName: "Bellows" },
      {
        state: "failed",
        error: { code: "refused", azureMessage: "Not valid.", correlationId },
        tenantName: "Coho",
      },
    ],
    { who: bob },
  ),
  run("undo", "undo", [{ ...done, before: "4567890", after: null, from: "4567890", wanted: null }], {
    undoes: { runId: "undone" as RunId, steps: [0] },
  }),
  run("undone", "link", [done]),
  run("update", "update", [
    { ...done, before: "4567890", beforeName: contoso, after: "5012345", from: "4567890", wanted: "5012345" },
  ]),
  run("remove", "remove", [{ ...done, before: "4567890", after: null, from: "4567890", wanted: null }]),
  run("other", "link", [{ state: "foundOther", after: "9090909", afterName: "[Evil](command:quit)" }]),
  run("notVerified", "link", [
    { state: "notVerified", before: null, after: null, error: { code: "notVerified" } },
  ]),
  run("unclear", "link", [{ state: "unclear", before: null, error: { code: "timedOut" } }]),
  run("hostile", "link", [{ ...done, tenantName: "$(warning) <b>Bold</b>\u202e" }]),
];

class FakeJournal implements ShownJournal {
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  runs = runs;
  damaged: readonly string[] = [];
  skipped: readonly string[] = [];

  get interrupted(): readonly RunRecord[] {
    return this.runs.filter(({ runId }) => runId === "interrupted");
  }
}

function withoutTimes(text: string): string {
  return text
    .replaceAll(/[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2}\s[AP]M/gu, "<time>")
    .replaceAll(/\b(now|yesterday|last \w+|\d+ \w+ ago)\b/gu, "<age>");
}

describe("The history of changes", () => {
  let journal: FakeJournal;
  let tree: HistoryTree;

  beforeEach(() => {
    journal = new FakeJournal();
    tree = new HistoryTree(journal);
  });

  afterEach(() => tree.dispose());

  it("shows each run, and below it each tenant with what was there before and after", async () => {
    const provider: vscode.TreeDataProvider<ReturnType<HistoryTree["getChildren"]>[number]> = tree;
    await assertGolden("history", withoutTimes(await treeText(provider)));
  });

  it("tells all that is known of a step in its tooltip, and to a screen reader in sentences", async () => {
    const steps = tree.getChildren().flatMap((node) => tree.getChildren(node));
    const told = steps.map((node) => {
      const item = tree.resolveTreeItem(tree.getTreeItem(node), node);
      assert.ok(item.tooltip instanceof vscode.MarkdownString);
      assert.equal(item.tooltip.isTrusted ?? false, false);
      return `says: ${item.accessibilityInformation?.label ?? ""}\n${item.tooltip.value.replaceAll(/\\(.)/g, "$1")}`;
    });
    const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
    await assertGolden("history-tooltips", withoutTimes(told.join("\n\n")).replaceAll(ids, "<id>"));
  });

  it("tells of a run of several tenants how it ended, who did it and when", async () => {
    const node = tree.getChildren().find(({ runId }) => runId === "many");
    assert.ok(node);
    const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(node), node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    await assertGolden("history-tooltip-run", withoutTimes(tooltip.value.replaceAll(/\\(.)/g, "$1")));
  });

  it("draws a run anew when its age is called otherwise, and no other", () => {
    const longAgo = Date.now() - 10.5 * 24 * 60 * 60_000;
    journal.runs = [
      { ...run("new", "link", [done]), startedAt: Date.now() },
      { ...run("old", "link", [done]), startedAt: longAgo },
    ];
    const two = new HistoryTree(journal);
    const drawn = two.getChildren().map((node) => two.getTreeItem(node).description);
    assert.match(String(drawn[0]), /^done · now · /);
    assert.deepEqual(two.aged(Date.now()), []);
    assert.deepEqual(
      two.aged(Date.now() + 61_000).map(({ runId }) => runId),
      ["new"],
    );
    two.dispose();
  });

  it("offers to undo only what is over, was changed and not taken back since", () => {
    const undoable = tree
      .getChildren()
      .filter((node) => tree.getTreeItem(node).contextValue?.includes("undoable"))
      .map(({ runId }) => runId);
    assert.deepEqual(undoable, ["many", "undo", "update", "remove", "hostile"]);
  });

  it("is drawn anew when a run changes, and says what is damaged", async () => {
    let drawn = 0;
    tree.onDidChange(() => {
      drawn += 1;
    });
    journal.runs = journal.runs.slice(1);
    journal.damaged = ["x.damaged"];
    journal.changed.fire();
    journal.changed.fire();
    await eventually(
      () => drawn,
      (count) => count === 1,
    );
    assert.equal(tree.getChildren().length, runs.length - 1);
    assert.match(tree.message, /damaged and was set aside/);
  });

  it("says in one line what was skipped", () => {
    const says = (skipped: readonly string[], words: RegExp): void => {
      journal.skipped = skipped;
      journal.changed.fire();
      assert.match(tree.message, words);
    };
    assert.equal(tree.message, "");
    says(["x.journal"], /^Skipped in the folder of the history: x\.journal\. .*16 MB\.$/);
    says(["x.journal", "y.journal"], /^Skipped in the folder of the history: 2 entries\. .*16 MB\.$/);
  });

  it("shows ten thousand runs", () => {
    journal.runs = Array.from({ length: 10_000 }, (_, index) => run(`r${index}`, "link", [done]));
    const many = new HistoryTree(journal);
    assert.equal(many.getChildren().length, 10_000);
    many.dispose();
  });
});
