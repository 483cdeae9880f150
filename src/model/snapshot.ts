import type { Identity } from "./identity.ts";
import type { Attempt, Knowledge, LearntReason } from "./knowledge.ts";
import type { Row } from "./row.ts";

/** What of a row outlives the window. Never a token. */
export interface RememberedRow extends Omit<Row, "id" | "attempt" | "mark"> {
  /** The row waits for the user, since `triedAt`. */
  readonly needs?: "signInNeeded" | "mfaNeeded";
}

/** What of an identity outlives the window. */
export interface RememberedIdentity {
  readonly identity: Identity;
  /** When its tenants were last listed (milliseconds since 1970); undefined if never. */
  readonly listedAt?: number;
}

/** All that is remembered about Azure; the user's own marks are kept apart. */
export interface Snapshot {
  readonly identities: readonly RememberedIdentity[];
  readonly rows: readonly RememberedRow[];
}

/**
 * What is remembered of a row.
 *
 * @param before the attempt before the one that is running, if one is.
 */
export function rememberRow(row: Row, before: Attempt | undefined): RememberedRow {
  const { id: _id, mark: _mark, attempt, ...facts } = row;
  const { kind } = before ?? attempt;
  return kind === "signInNeeded" || kind === "mfaNeeded" ? { ...facts, needs: kind } : facts;
}

/** When a check last came to something for a row; 0 if never. */
export function learntAt({ knowledge, triedAt }: Pick<Row, "knowledge" | "triedAt">): number {
  return Math.max(knownAt(knowledge), triedAt ?? 0);
}

/** When it was learnt; 0 if never. */
function knownAt({ at }: Knowledge): number {
  return at ?? 0;
}

/**
 * Merges what is known of a row here with what is remembered of it elsewhere, each aspect by its own age: a later attempt
 * never takes away what was learnt before it. The tenant itself comes with the list, not from here.
 */
export function mergeRow(row: Row, remembered: RememberedRow): Row {
  const knowledge =
    knownAt(row.knowledge) < knownAt(remembered.knowledge) ? remembered.knowledge : row.knowledge;
  const needs = newerNeeds(row, remembered);
  // A check that came to something overcame the need for the user.
  const needed = needs && needs.triedAt > knownAt(knowledge) ? needs : undefined;
  const { reason: _reason, triedAt: _triedAt, attempt, ...others } = row;
  // What was in doubt was read elsewhere since.
  const isOvercome =
    knowledge !== row.knowledge &&
    knowledge.kind !== "nothing" &&
    attempt.kind === "failed" &&
    (attempt.error.code === "unclear" || attempt.error.code === "inDoubt");
  const waits = attempt.kind === "signInNeeded" || attempt.kind === "mfaNeeded";
  const reason = newerReason(row.reason, remembered.reason, knownAt(knowledge));
  return {
    ...others,
    knowledge,
    attempt: needed ? needed.attempt : waits || isOvercome ? { kind: "none" } : attempt,
    ...(needed && { triedAt: needed.triedAt }),
    ...(reason && { reason }),
  };
}

/** Whether a merge has brought nothing new: it takes over what it keeps as it is. */
export function isSameState(one: Row, other: Row): boolean {
  return (
    one.knowledge === other.knowledge &&
    one.attempt === other.attempt &&
    one.triedAt === other.triedAt &&
    one.reason === other.reason
  );
}

/** Whether `row` holds anything that `remembered` does not know yet. */
export function knowsMore(row: Row, remembered: RememberedRow | undefined): boolean {
  return (
    !remembered ||
    knownAt(row.knowledge) > knownAt(remembered.knowledge) ||
    (row.triedAt ?? 0) > (remembered.triedAt ?? 0) ||
    (row.reason?.at ?? 0) > (remembered.reason?.at ?? 0)
  );
}

function newerNeeds(
  row: Row,
  { needs, triedAt }: RememberedRow,
): { attempt: Attempt; triedAt: number } | undefined {
  if (needs && (triedAt ?? 0) > (row.triedAt ?? 0)) {
    return { attempt: { kind: needs }, triedAt: triedAt ?? 0 };
  }
  return row.triedAt === undefined ? undefined : { attempt: row.attempt, triedAt: row.triedAt };
}

/** That changes need MFA stays true; any other reason is overcome by a check that came to something after it. */
function newerReason(
  one: LearntReason | undefined,
  other: LearntReason | undefined,
  knownSince: number,
): LearntReason | undefined {
  const newer = (one?.at ?? 0) >= (other?.at ?? 0) ? one : other;
  return newer && (newer.code === "mfaNeeded" || newer.at > knownSince) ? newer : undefined;
}
