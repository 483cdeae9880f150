import * as vscode from "vscode";
import type { RunRecord, StepRecord } from "../model/journal.ts";
import { knownTime } from "../model/stamp.ts";
import { linkedWords, planTitle, stepTitle } from "./changeWords.ts";
import { inertMarkdown } from "./markdown.ts";
import { oneFullStop, plainText } from "./plainText.ts";
import {
  type HistoryState,
  historyLooks,
  newerLinkWords,
  journaledErrorWords,
  runResult,
  spokenStep,
  stepSummary,
} from "./runWords.ts";
import { ageWords, timeWords } from "./timeWords.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** What the history knows of a run or step beside its record. */
export interface Standing {
  readonly state: HistoryState;
  readonly undoable: boolean;
}

/** A run of the history. What has most to be known comes first: a narrow side bar cuts off the rest. */
export function runItem({ runId, plan, startedAt, steps }: RunRecord, standing: Standing): vscode.TreeItem {
  const label = planTitle(plan);
  const when = knownTime(startedAt, Date.now()) === undefined ? "" : ageWords(startedAt); // the clock may have been wrong
  const result = runResult(steps, standing.state);
  const account = accountWords(plan.steps.map(({ accountLabel }) => accountLabel));
  return {
    ...look(standing.state),
    id: runId,
    label,
    description: [result, when, account].filter((part) => part !== "").join(" · "),
    collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
    contextValue: context(standing, steps),
    accessibilityInformation: {
      label: oneFullStop(`${label}. ${result}. ${timeWords(startedAt)}. ${account}.`),
    },
  };
}

/** A step of a run: what it did in one tenant. */
export function stepItem(id: string, record: StepRecord, standing: Standing): vscode.TreeItem {
  const label = plainText(record.step.tenantName);
  const reason = record.error ? journaledErrorWords(record.error) : "";
  return {
    ...look(standing.state),
    id,
    label,
    description: stepSummary(record, standing.state),
    contextValue: context(standing, [record]),
    accessibilityInformation: { label: `${label}: ${spokenStep(record, standing.state)} ${reason}`.trim() },
  };
}

/** What can be said of a run of several steps; what was done in each tenant stands below it. */
export function runTooltip(
  { plan, startedAt, closed, steps }: RunRecord,
  state: HistoryState,
): vscode.MarkdownString {
  const facts: [string, Untrusted | undefined][] = [
    [vscode.l10n.t("Result"), runResult(steps, state)],
    [vscode.l10n.t("Account"), accountWords(plan.steps.map(({ accountLabel }) => accountLabel))],
    [vscode.l10n.t("Begun"), timeWords(startedAt)],
    [vscode.l10n.t("Ended"), closed && timeWords(closed.at)],
  ];
  return factSheet(state, planTitle(plan), facts);
}

/** All that the journal says of one step; names go in as text. */
export function stepTooltip(run: RunRecord, record: StepRecord, { state }: Standing): vscode.MarkdownString {
  const { step, before, beforeName, after, afterName, endedAt, correlationId, error } = record;
  const facts: [string, Untrusted | undefined][] = [
    [vscode.l10n.t("Result"), newerLinkWords(record) ?? historyLooks[state].words()],
    [vscode.l10n.t("Account"), step.accountLabel],
    [vscode.l10n.t("Tenant"), `${plainText(step.tenantName)} (${step.tenantId})`],
    [vscode.l10n.t("Before"), before === undefined ? undefined : linkedWords(before, beforeName)],
    [vscode.l10n.t("Wanted"), linkedWords(step.wanted)],
    [vscode.l10n.t("Afterwards"), after === undefined ? undefined : linkedWords(after, afterName)],
    [vscode.l10n.t("Begun"), timeWords(run.startedAt)],
    [vscode.l10n.t("Ended"), endedAt === undefined ? undefined : timeWords(endedAt)],
    [vscode.l10n.t("Correlation ID"), error?.correlationId ?? correlationId],
  ];
  const title = stepTitle(run.plan.purpose, step);
  return factSheet(state, title, facts, error && journaledErrorWords(error));
}

function factSheet(
  state: HistoryState,
  title: string,
  facts: readonly (readonly [string, Untrusted | undefined])[],
  reason?: string,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString("", true);
  tooltip.appendMarkdown(`$(${historyLooks[state].icon}) **${inertMarkdown(title)}**\n\n`);
  if (reason !== undefined) {
    tooltip.appendMarkdown(`${inertMarkdown(reason)}\n\n`);
  }
  const rows = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`${inertMarkdown(name)}: ${inertMarkdown(value)}`],
  );
  return tooltip.appendMarkdown(`---\n\n${rows.join("  \n")}`);
}

/** `change.<state>`, and what the actions depend on, such as `change.changed;undoable;correlated`. */
function context({ state, undoable }: Standing, steps: readonly StepRecord[]): string {
  const correlated = steps.length === 1 && correlationIdOf(steps[0]) !== undefined;
  return [`change.${state}`, ...(undoable ? ["undoable"] : []), ...(correlated ? ["correlated"] : [])].join(
    ";",
  );
}

/** What Microsoft's support asks for. */
export function correlationIdOf(record: StepRecord | undefined): Untrusted | undefined {
  return record?.error?.correlationId ?? record?.correlationId;
}

function look(state: HistoryState): Pick<vscode.TreeItem, "iconPath"> {
  const { icon, color } = historyLooks[state];
  return {
    iconPath: new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color)),
  };
}

function accountWords(labels: readonly Untrusted[]): string {
  const [first = "", ...others] = new Set(labels);
  return others.length === 0 ? plainText(first) : vscode.l10n.t("{0} accounts", others.length + 1);
}
