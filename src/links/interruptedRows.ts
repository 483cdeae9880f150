import type { RunRecord, StepRecord } from "../model/journal.ts";
import { type Knowledge, knowledgeOf } from "../model/knowledge.ts";
import { PalError } from "../model/palError.ts";
import { type RowId, rowId } from "../model/row.ts";
import { orderOf } from "../model/stamp.ts";
import type { LinkStore } from "./linkStore.ts";
import { mayBeApplied } from "./stepEnd.ts";
import { isOpenEnd } from "./stepLook.ts";
import { workOf } from "./stepTask.ts";

/**
 * Makes the rows of interrupted runs say that nothing is sure where a write was announced and nobody saw what became of it:
 * what was known before is not true any more. Rows that were read since stay as they are.
 */
export function doubtRows(store: LinkStore, interrupted: readonly RunRecord[]): void {
  for (const record of interrupted.flatMap(({ steps }) => steps)) {
    doubtRow(store, record);
  }
}

/**
 * Makes rows say what came of changes that the journal knows of and they do not: the window ended, or died, before what it
 * read at the end was remembered.
 *
 * @param runs the newest first.
 */
export function catchUpRows(store: LinkStore, runs: readonly RunRecord[]): void {
  const told = new Set<RowId>();
  for (const record of runs.flatMap(({ steps }) => steps)) {
    const { step, announcedAt, endedAt, after } = record;
    const id = rowId(step.identityId, step.tenantId);
    if (!told.has(id) && announcedAt !== undefined && endedAt !== undefined) {
      catchUpRow(store, record);
      if (after !== undefined || mayBeApplied(record)) {
        told.add(id); // an earlier change of it has nothing to say any more, whatever the clock said then
      }
    }
  }
}

function catchUpRow(store: LinkStore, record: StepRecord): void {
  const { step, announcedAt, after, afterName, endedAt } = record;
  const row = store.row(rowId(step.identityId, step.tenantId));
  if (!row || announcedAt === undefined || endedAt === undefined) {
    return;
  }
  if (row.knowledge.kind !== "nothing" && isLearntSince(row.knowledge, record, store.now)) {
    return;
  }
  if (after === undefined) {
    doubtRow(store, record);
    return;
  }
  const link =
    after === null
      ? undefined
      : { partnerId: after, ...(afterName !== undefined && { partnerName: afterName }) };
  const work = store.begin(row.id, "check");
  work?.learn({ ...knowledgeOf(link, endedAt), ...behind(record, endedAt) });
  work?.end();
}

function doubtRow(store: LinkStore, record: StepRecord): void {
  const { step, announcedAt, beforeOrder = 0 } = record;
  const row = store.row(rowId(step.identityId, step.tenantId));
  if (!isOpenEnd(record) || announcedAt === undefined || !mayBeApplied(record) || !row) {
    return;
  }
  const { kind } = row.knowledge;
  const isReadSince = kind !== "nothing" && isLearntSince(row.knowledge, record, store.now);
  const saidSince = Math.max(announcedAt, beforeOrder);
  const isSaid = kind === "nothing" && orderOf(row.knowledge) >= saidSince && row.attempt.kind !== "none";
  if (!isReadSince && !isSaid) {
    const work = store.begin(row.id, workOf(step));
    if (beforeOrder > announcedAt && beforeOrder > orderOf(row.knowledge)) {
      // Before what the other window may read after its write.
      work?.learn({ kind: "nothing", at: announcedAt, order: beforeOrder - 1 });
    }
    work?.fail(new PalError("unclear"), announcedAt);
  }
}

/**
 * Whether it was learnt after a write was announced, for sure: the order tells, and not if the clock was wrong when it was
 * learnt. Journals of older extensions tell no order: there, the time counts as long as it is past.
 */
function isLearntSince(
  knowledge: Knowledge,
  { announcedAt = 0, beforeOrder }: StepRecord,
  now: number,
): boolean {
  const { at = 0 } = knowledge;
  if (beforeOrder !== undefined) {
    return orderOf(knowledge) > Math.max(beforeOrder, announcedAt) && at > 0 && at <= now;
  }
  return announcedAt > now ? orderOf(knowledge) > announcedAt : at > announcedAt && at <= now;
}

/** The order of what the journal tells, where its time does not show that it is newer than what was read before the write. */
function behind({ beforeOrder }: StepRecord, at: number): { readonly order?: number } {
  return beforeOrder !== undefined && beforeOrder > at ? { order: beforeOrder + 1 } : {};
}
