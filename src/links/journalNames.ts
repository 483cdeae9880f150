import type { RunId } from "../model/change.ts";
import type { JournalFile } from "../model/ports.ts";

/** What a name in the journal's folder stands for. */
export type JournalName =
  | { readonly kind: "run"; readonly runId: RunId; readonly startedAt: number }
  | { readonly kind: "owner"; readonly runId: RunId; readonly fence: number }
  | { readonly kind: "damaged" }
  | { readonly kind: "other" };

const runName = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([\w-]{1,64})\.journal$/;
const ownerName = /^([\w-]{1,64})\.owner-(\d{1,5})$/;

/** The file of a run; names sort by time. */
export function runFileName(runId: RunId, startedAt: number): string {
  return `${new Date(startedAt).toISOString().replaceAll(/[-:.]/g, "")}-${runId}.journal`;
}

/** The file that says who owns a run. */
export function ownerFileName(runId: RunId, fence: number): string {
  return `${runId}.owner-${fence}`;
}

/** What the file of that name is. Whatever has another form is none of ours. */
export function readName(name: string): JournalName {
  const [, year, month, day, hour, minute, second, ms, runId] = runName.exec(name) ?? [];
  if (runId !== undefined) {
    const startedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
    return Number.isNaN(startedAt) ? { kind: "other" } : { kind: "run", runId: runId as RunId, startedAt };
  }
  const [, ownedRun, fence] = ownerName.exec(name) ?? [];
  if (ownedRun !== undefined) {
    return { kind: "owner", runId: ownedRun as RunId, fence: Number(fence) };
  }
  return { kind: name.endsWith(".damaged") ? "damaged" : "other" };
}

/** The files of runs: first those that have an owner and so are not over, then the others, the newest first. */
export function mostUrgentFirst(files: readonly JournalFile[]): JournalFile[] {
  const owned = new Set<RunId>();
  const runs: { readonly file: JournalFile; readonly runId: RunId }[] = [];
  for (const file of files) {
    const means = readName(file.name);
    if (means.kind === "owner") {
      owned.add(means.runId);
    } else if (means.kind === "run") {
      runs.push({ file, runId: means.runId });
    }
  }
  runs.sort((a, b) => (a.file.name < b.file.name ? 1 : -1));
  return [
    ...runs.filter(({ runId }) => owned.has(runId)),
    ...runs.filter(({ runId }) => !owned.has(runId)),
  ].map(({ file }) => file);
}

/** Whether the name is that of the run's file. */
export function isRunFile(name: string, runId: RunId): boolean {
  const means = readName(name);
  return means.kind === "run" && means.runId === runId;
}

/** The names of what is no run to be read: damaged files that were set aside, and odd things that are called like a run. */
export function setApart(files: readonly JournalFile[]): {
  readonly damaged: readonly string[];
  readonly skipped: readonly string[];
} {
  return {
    damaged: namesOf("damaged", files),
    skipped: namesOf(
      "run",
      files.filter(({ odd }) => odd),
    ),
  };
}

function namesOf(kind: JournalName["kind"], files: readonly JournalFile[]): readonly string[] {
  return files.map(({ name }) => name).filter((name) => readName(name).kind === kind);
}
