import * as vscode from "vscode";
import { Emitter } from "../../src/links/emitter.ts";
import type { CheckProgress } from "../../src/links/checkProgress.ts";
import { LinkStore } from "../../src/links/linkStore.ts";
import type { ChangePlan, RunId, RunResult, StepResult } from "../../src/model/change.ts";
import type { RunRecord } from "../../src/model/journal.ts";
import { PalError } from "../../src/model/palError.ts";
import { type RowId, rowId } from "../../src/model/row.ts";
import type { PageFiles } from "../../src/platform/pageFiles.ts";
import { PageHost } from "../../src/ui/pageHost.ts";
import type { PageParts } from "../../src/ui/pageParts.ts";
import { PageTurns } from "../../src/ui/pageTurns.ts";
import type { TreeNode } from "../../src/ui/treeNodes.ts";
import { alice, bob, tenant, TestClock, TestLog } from "../unit/testing/fixtures.ts";
import { FakeWebview } from "./fakeWebview.ts";

/** The rows that every scene has. */
export const contoso: RowId = rowId(alice.id, tenant(1).tenantId);
export const fabrikam: RowId = rowId(alice.id, tenant(2).tenantId);

/** A page of its own, beside the running extension's, whose changes are played. */
export class PageScene {
  readonly store = new LinkStore(new TestClock());
  readonly log = new TestLog();
  readonly webview = new FakeWebview();
  readonly plans: ChangePlan[] = [];
  readonly checked: RowId[][] = [];
  /** How a check goes on. */
  check: Promise<void> = Promise.resolve();
  freshened = 0;
  readonly parts: PageParts;
  readonly checkSignals: (AbortSignal | undefined)[] = [];
  readonly signals: (AbortSignal | undefined)[] = [];
  readonly runs: RunRecord[] = [];
  readonly #progressed = new Emitter<CheckProgress>();
  readonly sweep = {
    progress: undefined as CheckProgress | undefined,
    onDidProgress: this.#progressed.event,
    check: async (rows?: readonly RowId[], signal?: AbortSignal): Promise<void> => {
      this.checked.push([...(rows ?? [])]);
      this.checkSignals.push(signal);
      await this.check;
    },
    freshen: (): Promise<void> => {
      this.freshened += 1;
      return Promise.resolve();
    },
  };
  ownText: PageParts["tree"]["ownText"] = () => undefined;
  readonly #scoped = new vscode.EventEmitter<never>();
  readonly #journaled = new vscode.EventEmitter<void>();
  selected: RowId[] | undefined = [contoso];
  isShown = true;
  ours: ReadonlySet<string> = new Set();
  /** How the next change goes. */
  play: (plan: ChangePlan) => Promise<StepResult> = async () => ({ kind: "nothingToDo" });
  readonly host: PageHost;

  /** @param files what the page is made of; by default that never comes. */
  constructor(tenants: number = 2, files: Promise<PageFiles> = new Promise(() => {})) {
    this.store.setIdentities("vscode", [alice, bob]);
    this.store.setTenants(
      alice.id,
      Array.from({ length: tenants }, (_, n) => tenant(n + 1, { displayName: `Tenant ${n + 1}` })),
    );
    this.parts = {
      store: this.store,
      view: { selection: [], onDidChangeSelection: new vscode.EventEmitter<never>().event },
      tree: { nodeOf: (): TreeNode | undefined => undefined, ownText: (entry) => this.ownText(entry) },
      scope: { onDidChange: this.#scoped.event },
      ours: () => this.ours,
      gate: { interactive: () => Promise.reject(new PalError("signInCancelled")) },
      sweep: this.sweep,
      memory: {
        mark: (tenantIds, change) => {
          const marks = new Map(this.store.marks);
          tenantIds.forEach((id) => marks.set(id, change(marks.get(id) ?? {})));
          this.store.setMarks(marks);
          return Promise.resolve();
        },
      },
      changes: { run: (plan, { signal }) => this.#run(plan, signal) },
      journal: { runs: this.runs, onDidChange: this.#journaled.event },
      log: this.log,
      turns: new PageTurns(),
    };
    const page = {
      name: "a page",
      files,
      title: "A Page",
      isShown: () => this.isShown,
      wanted: () => this.store.rows,
      selected: () => this.selected,
    };
    this.host = new PageHost(this.webview, page, this.parts);
  }

  /** Checks are so far. */
  progress(progress: CheckProgress): void {
    this.sweep.progress = progress;
    this.#progressed.fire(progress);
  }

  oursChange(ours: ReadonlySet<string>): void {
    this.ours = ours;
    this.#scoped.fire(undefined as never);
  }

  learn(row: RowId, partnerId: string, partnerName?: string): void {
    const work = this.store.begin(row, "check");
    const link = { partnerId, ...(partnerName !== undefined && { partnerName }) };
    work?.learn({ kind: "linked", link, at: 1 });
    work?.end();
  }

  async #run(plan: ChangePlan, signal: AbortSignal | undefined): Promise<RunResult> {
    this.plans.push(plan);
    this.signals.push(signal);
    const runId = `run-${this.plans.length}` as RunId;
    const result = await this.play(plan);
    const [step] = plan.steps;
    if (step && result.kind === "changed") {
      this.runs.unshift({
        runId,
        plan,
        startedAt: 1,
        steps: [{ step, state: "changed", before: step.from, after: step.wanted }],
        closed: { at: 2, how: "finished" },
      });
    }
    this.#journaled.fire();
    return { runId, results: [result] };
  }
}
