import { strict as assert } from "node:assert";
import { parseJournal } from "../../../src/links/journalLine.ts";
import { isRefusal } from "../../../src/links/stepEnd.ts";
import {
  decide,
  type LinkedId,
  type Purpose,
  type RunId,
  type StepResult,
} from "../../../src/model/change.ts";
import type { JournalEvent, StepRecord } from "../../../src/model/journal.ts";
import type { Row } from "../../../src/model/row.ts";
import { type ChangeScene, step } from "./changeScene.ts";
import type { ModelArm } from "./modelArm.ts";

/** What a user agreed to. */
export interface Agreed {
  readonly purpose: Purpose;
  readonly from: LinkedId;
  readonly wanted: LinkedId;
}

/** No write without a read just before; and what that showed was what the user agreed to give up. */
export function assertAgreed({ trace }: ModelArm, { purpose, from, wanted }: Agreed): void {
  for (const [i, { verb, partnerId }] of trace.entries()) {
    if (verb !== "GET") {
      const shown = trace[i - 1]?.shown;
      assert(shown !== undefined, `${verb} without a read`);
      assert.deepEqual(decide(purpose, step(1, from, wanted), shown), { act: "write", verb, partnerId });
    }
  }
}

/** A write is not told as not applied before nothing is on its way any more. Milliseconds. */
const longestOnTheWay = 60_000;

/** Nobody is told more than the last read showed; and if that was after a lost answer, it is what is there for good. */
export function assertTruth({ trace, linked }: ModelArm, result: StepResult, { wanted }: Agreed): void {
  const last = trace.findLast(({ shown }) => shown !== undefined)?.shown;
  const isWritten = trace.some(({ verb }) => verb !== "GET");
  if (result.kind !== "failed") {
    assert.equal(result.link?.partnerId ?? null, last);
    assert.equal(last === wanted, result.kind !== "foundOther");
    assert(isWritten || result.kind !== "changed");
    return;
  }
  const { code } = result.error;
  assert.notEqual(code, "unexpected");
  const lastWrite = trace.findLastIndex(({ verb }) => verb !== "GET");
  const isReadSince = trace.findLastIndex(({ shown }) => shown !== undefined) > lastWrite;
  assert(code !== "unclear" || !isReadSince);
  // Only Azure's own no ends what was written without a read.
  assert(
    lastWrite < 0 || isReadSince || code === "unclear" || isRefusal(result.error),
    `${code}, and not read`,
  );
  assert(!isReadSince || last !== wanted, "what was wanted is there");
  assert.notEqual(code, "inDoubt", "nobody called it off");
  if (isReadSince && trace[lastWrite]?.isLost) {
    assert((trace.at(-1)?.at ?? 0) - (trace[lastWrite]?.at ?? 0) >= longestOnTheWay, "told too early");
    assert.equal(linked ?? null, last, "it came after all");
  }
}

/** The row knows what the last read showed, or says that it does not know. */
export function assertRow({ trace }: ModelArm, { knowledge }: Row, result: StepResult): void {
  const last = trace.findLast(({ shown }) => shown !== undefined)?.shown;
  if (result.kind === "failed" && result.error.code === "unclear") {
    assert.equal(knowledge.kind, "nothing");
  } else if (last !== undefined) {
    assert.equal(knowledge.kind === "linked" ? knowledge.link.partnerId : null, last);
  }
}

/** The journal says what was told, and what Azure was asked. */
export function assertRecord({ trace }: ModelArm, record: StepRecord | undefined, result: StepResult): void {
  const code = result.kind === "failed" ? result.error.code : undefined;
  assert.equal(record?.state, code === "unclear" || code === "notVerified" ? code : result.kind);
  const lastWrite = trace.findLastIndex(({ verb }) => verb !== "GET");
  assert.equal(record?.before, lastWrite < 0 ? undefined : trace[lastWrite - 1]?.shown);
  const last = trace.findLast(({ shown }) => shown !== undefined)?.shown;
  assert.equal(record?.after, code === "unclear" ? undefined : last);
}

/** Watches that each write that arrives is what the journal announced last; throws in Azure's place. */
export function watchAnnouncements(scene: ChangeScene): () => void {
  let problem: string | undefined;
  scene.azure().onWrite = ({ verb, partnerId }) => {
    const last = eventsOn(scene).findLast(({ type }) => type !== "owned");
    const isAnnounced = last?.type === "writing" && last.verb === verb && last.partnerId === partnerId;
    problem ??= isAnnounced ? undefined : `${verb} was not announced`;
  };
  return () => assert.equal(problem, undefined);
}

/** Each write that Azure ever got was announced, in this order, on what the disk still has. */
export function assertAnnounced(scene: ChangeScene): void {
  const announced = eventsOn(scene).flatMap((event) =>
    event.type === "writing" ? [`${event.verb} ${event.partnerId}`] : [],
  );
  let place = 0;
  for (const request of scene.azure().requests.filter((name) => name !== "GET")) {
    place = announced.indexOf(request, place) + 1;
    assert(place > 0, `${request} was not announced`);
  }
}

/** What a run that was resumed without any more faults came to is there; or the result says that something else is. */
export function assertEnd(
  { linked = null }: { linked?: string | null | undefined },
  result: StepResult | undefined,
  { wanted }: Agreed,
): void {
  assert(result);
  const isThere = result.kind === "changed" || result.kind === "nothingToDo";
  assert.equal(linked === wanted, isThere);
  assert(result.kind !== "failed" || result.error.code === "notVerified");
}

/** A step of a run that was left as it is ended as Azure says now; what was never announced has no end. */
export function assertLeft(
  { linked = null }: { linked?: string | null | undefined },
  record: StepRecord | undefined,
  { wanted }: Agreed,
): void {
  const isEnded = record !== undefined && record.state !== "planned";
  if (isEnded && record.announcedAt !== undefined) {
    assert.equal(record.after, linked, "it came after all");
    const isDone = record.state === "changed" || record.state === "nothingToDo";
    assert.equal(isDone, linked === wanted);
  }
}

/** What the only run on the disk says. */
function eventsOn({ disk }: ChangeScene): readonly JournalEvent[] {
  const [name, ...others] = [...disk.texts.keys()].filter((it) => it.endsWith(".journal"));
  assert.deepEqual(others, []);
  if (name === undefined) {
    return [];
  }
  const runId = /Z-(.+)\.journal$/.exec(name)?.[1] ?? "";
  const parsed = parseJournal(disk.texts.get(name) ?? "", runId as RunId);
  assert(parsed.kind === "run" || parsed.kind === "empty", `the journal is ${parsed.kind}`);
  return parsed.kind === "run" ? parsed.events : [];
}
