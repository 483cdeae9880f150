import type { RunRecord, StepRecord } from "../model/journal.ts";
import { knowledgeOf } from "../model/knowledge.ts";
import { PalError } from "../model/palError.ts";
import { rowId } from "../model/row.ts";
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
  for (const record of runs.flatMap(({ steps }) => steps)) {
    catchUpRow(store, record);
  }
}

function catchUpRow(store: LinkStore, record: StepRecord): void {
  const { step, announcedAt, after, afterName, endedAt } = record;
  const row = store.row(rowId(step.identityId, step.tenantId));
  const { at = 0 } = row?.knowledge ?? {};
  if (!row || announcedAt === undefined || endedAt === undefined || at > announcedAt) {
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
  work?.learn(knowledgeOf(link, endedAt));
  work?.end();
}

function doubtRow(store: LinkStore, record: StepRecord): void {
  const { step, announcedAt } = record;
  const row = store.row(rowId(step.identityId, step.tenantId));
  if (!isOpenEnd(record) || announcedAt === undefined || !mayBeApplied(record) || !row) {
    return;
  }
  const { kind, at = 0 } = row.knowledge;
  const isReadSince = kind !== "nothing" && at > announcedAt;
  const isSaid = kind === "nothing" && at >= announcedAt && row.attempt.kind !== "none";
  if (!isReadSince && !isSaid) {
    store.begin(row.id, workOf(step))?.fail(new PalError("unclear"), announcedAt);
  }
}
