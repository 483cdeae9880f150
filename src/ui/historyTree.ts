import * as vscode from "vscode";
import type { Journal } from "../links/journal.ts";
import type { RunId } from "../model/change.ts";
import type { RunRecord } from "../model/journal.ts";
import { undoable } from "../model/undoPlan.ts";
import { ContextKey } from "../platform/contextKey.ts";
import { Frame } from "./frame.ts";
import { runItem, runTooltip, type Standing, stepItem, stepTooltip } from "./historyItems.ts";
import type { HistoryNode, HistorySource } from "./historyView.ts";
import { type HistoryState, runState } from "./runWords.ts";
import { ageWords } from "./timeWords.ts";

/** What of the journal is shown. */
export type ShownJournal = Pick<Journal, "runs" | "interrupted" | "damaged" | "skipped" | "onDidChange">;

/**
 * The tree of all changes, newest first: a run, and below it what it did in each tenant. This file is the entry of a bundle
 * of its own, loaded when somebody opens the history.
 */
export class HistoryTree implements HistorySource {
  readonly #journal: ShownJournal;
  readonly #changes = new vscode.EventEmitter<void>();
  /** VS Code knows nodes by object: one object per id. */
  readonly #nodes = new Map<string, HistoryNode>();
  readonly #damaged = new ContextKey<boolean>("partnerAdminLink.damagedHistory");
  readonly #frame = new Frame(() => this.#changed());
  readonly #subscription: { dispose(): void };
  #runs: ReadonlyMap<RunId, RunRecord> = new Map();
  #interrupted: ReadonlySet<RunId> = new Set();
  /** Ids of steps that a later run took back. */
  #undone: ReadonlySet<string> = new Set();
  #canUndo = undoable([]);
  /** How old the runs were when they were drawn, in words. */
  readonly #ages = new Map<RunId, string>();

  readonly onDidChange = this.#changes.event;

  constructor(journal: ShownJournal) {
    this.#journal = journal;
    this.#subscription = journal.onDidChange(() => this.#frame.ask());
    this.#read();
  }

  get message(): string {
    const { damaged, skipped } = this.#journal;
    const [odd, ...others] = skipped;
    const messages = [
      ...(damaged.length > 0
        ? [
            vscode.l10n.t(
              "A file of the history is damaged and was set aside; the rest is complete. Reveal Damaged File in this view's menu shows it.",
            ),
          ]
        : []),
      ...(odd === undefined
        ? []
        : [
            others.length === 0
              ? vscode.l10n.t(
                  "Skipped in the folder of the history: {0}. It isn't a readable file, or is larger than 16 MB.",
                  odd,
                )
              : vscode.l10n.t(
                  "Skipped in the folder of the history: {0} entries. They aren't readable files, or are larger than 16 MB.",
                  skipped.length,
                ),
          ]),
    ];
    return messages.join(" ");
  }

  getChildren(node?: HistoryNode): HistoryNode[] {
    if (!node) {
      return this.#journal.runs.map(({ runId }) => this.#node(runId));
    }
    const record = node.step === undefined ? this.#runs.get(node.runId) : undefined;
    return record ? [...record.steps.keys()].map((step) => this.#node(node.runId, step)) : [];
  }

  getTreeItem({ runId, step }: HistoryNode): vscode.TreeItem {
    const record = this.#runs.get(runId);
    if (!record) {
      return new vscode.TreeItem(""); // gone; the next change event takes it away
    }
    if (step === undefined) {
      this.#ages.set(runId, ageWords(record.startedAt));
      return runItem(record, this.#standingOfRun(record));
    }
    const stepRecord = record.steps[step];
    return stepRecord
      ? stepItem(idOf(runId, step), stepRecord, this.#standing(record, step))
      : new vscode.TreeItem("");
  }

  /** The tooltip is made only when somebody points at the row. */
  resolveTreeItem(item: vscode.TreeItem, { runId, step }: HistoryNode): vscode.TreeItem {
    const record = this.#runs.get(runId);
    const index = step ?? (record?.steps.length === 1 ? 0 : undefined);
    const stepRecord = index === undefined ? undefined : record?.steps[index];
    if (record && index === undefined) {
      item.tooltip = runTooltip(record, this.#standingOfRun(record).state);
    }
    if (record && index !== undefined && stepRecord) {
      item.tooltip = stepTooltip(record, stepRecord, this.#standing(record, index));
    }
    return item;
  }

  aged(now: number): HistoryNode[] {
    return [...this.#ages].flatMap(([runId, said]) => {
      const record = this.#runs.get(runId);
      return record && ageWords(record.startedAt, now) !== said ? [this.#node(runId)] : [];
    });
  }

  dispose(): void {
    this.#frame.dispose();
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #standingOfRun(record: RunRecord): Standing {
    const steps = [...record.steps.keys()].map((index) => this.#standing(record, index));
    const states = steps.map(({ state }) => state);
    return {
      state: runState(record, states, this.#interrupted.has(record.runId)),
      undoable: steps.some(({ undoable }) => undoable),
    };
  }

  #standing(record: RunRecord, index: number): Standing {
    const state = record.steps[index]?.state ?? "planned";
    const isUndone = this.#undone.has(idOf(record.runId, index));
    const shown: HistoryState = state === "changed" && isUndone ? "undone" : state;
    const runs = !record.closed && !this.#interrupted.has(record.runId);
    return {
      state: runs && (state === "planned" || state === "announced") ? "running" : shown,
      undoable: record.closed !== undefined && this.#canUndo(record, index),
    };
  }

  #node(runId: RunId, step?: number): HistoryNode {
    const id = idOf(runId, step);
    const node = this.#nodes.get(id) ?? { runId, ...(step !== undefined && { step }) };
    this.#nodes.set(id, node);
    return node;
  }

  #changed(): void {
    this.#read();
    this.#changes.fire();
  }

  #read(): void {
    const { runs, interrupted } = this.#journal;
    this.#runs = new Map(runs.map((run) => [run.runId, run]));
    this.#interrupted = new Set(interrupted.map(({ runId }) => runId));
    this.#undone = new Set(runs.flatMap(undoneBy));
    this.#canUndo = undoable(runs);
    this.#damaged.set(this.#journal.damaged.length + this.#journal.skipped.length > 0);
    for (const [id, { runId }] of this.#nodes) {
      if (!this.#runs.has(runId)) {
        this.#nodes.delete(id);
        this.#ages.delete(runId);
      }
    }
  }
}

/** The ids of the steps that a run took back. */
function undoneBy({ plan: { undoes }, steps }: RunRecord): string[] {
  return (
    undoes?.steps
      .filter((_step, place) => steps[place]?.state === "changed")
      .map((step) => idOf(undoes.runId, step)) ?? []
  );
}

function idOf(runId: RunId, step?: number): string {
  return step === undefined ? runId : `${runId}/${step}`;
}
