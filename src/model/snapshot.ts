import type { Identity } from "./identity.ts";
import type { Attempt, Knowledge, LearntReason } from "./knowledge.ts";
import type { Row } from "./row.ts";
import { asRead, isAhead, orderOf, raised, type Stamp, stampAfter } from "./stamp.ts";

/** What of a row outlives the window. Never a token. */
export interface RememberedRow extends Omit<Row, "id" | "attempt" | "mark" | "elsewhere"> {
  /** The row waits for the user, since `triedAt`. */
  readonly needs?: "signInNeeded" | "mfaNeeded";
}

/** What of an identity outlives the window. */
export interface RememberedIdentity {
  readonly identity: Identity;
  /** When its tenants were last listed (milliseconds since 1970); undefined if never. */
  readonly listedAt?: number;
  /** Where that stands among all lists of it, unless `listedAt` tells it: see `Stamp`. */
  readonly listedOrder?: number;
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
  const { id: _id, mark: _mark, elsewhere: _elsewhere, attempt, ...facts } = row;
  const { kind } = before ?? attempt;
  return kind === "signInNeeded" || kind === "mfaNeeded" ? { ...facts, needs: kind } : facts;
}

/** What is remembered of a row, as it is to be taken now: times that are still to come are of an unknown age. */
export function asReadRow(remembered: RememberedRow, now: number): RememberedRow {
  const { knowledge, reason, triedAt: _triedAt, triedOrder: _triedOrder, ...others } = remembered;
  const tried = triedOf(remembered);
  if (![knowledge.at, reason?.at, tried?.at].some((at) => isAhead(at, now))) {
    return remembered;
  }
  return {
    ...others,
    knowledge: asRead(knowledge, now),
    ...(reason && { reason: asRead(reason, now) }),
    ...(tried && asTried(asRead(tried, now))),
  };
}

/** When a check last came to something for a row; 0 if never, or if that is not known. */
export function learntAt({ knowledge, triedAt }: Pick<Row, "knowledge" | "triedAt">, now = Infinity): number {
  return Math.max(...[knowledge.at ?? 0, triedAt ?? 0].map((at) => (at > now ? 0 : at)));
}

/** The greatest order of all that is known of a row. */
export function lastOrder(row: Pick<Row, "knowledge" | "reason" | "triedAt" | "triedOrder">): number {
  return Math.max(orderOf(row.knowledge), orderOf(row.reason), orderOf(triedOf(row)));
}

/** The row with knowledge that was learnt just now: behind all that it knows, and no earlier than the order that it brings. */
export function learnt({ elsewhere: _elsewhere, ...row }: Row, knowledge: Knowledge): Row {
  const { order } =
    knowledge.at === undefined
      ? {}
      : stampAfter(knowledge.at, Math.max(lastOrder(row), (knowledge.order ?? 0) - 1));
  return { ...row, knowledge: order === undefined ? knowledge : { ...knowledge, order } };
}

/**
 * A row of which some was learnt in this window after it last read what is remembered: where that has a time that is still to
 * come, it says nothing of which is newer, and what this window has read itself is put behind it.
 *
 * @param isNews whether that is learnt here since: knowledge, reason, or attempt.
 */
export function aboveRemembered(
  row: Row,
  remembered: RememberedRow,
  isNews: (learntHere: object) => boolean,
  now: number,
): Row {
  const theirs = lastOrder(remembered);
  const knowledge = isNews(row.knowledge) ? row.knowledge : undefined;
  const reason = row.reason && isNews(row.reason) ? row.reason : undefined;
  const tried = isNews(row.attempt) ? triedOf(row) : undefined;
  const news = [knowledge, reason, tried].filter((stamp) => stamp !== undefined).map(orderOf);
  const by = theirs + 1 - Math.min(...news);
  if (theirs <= now || by <= 0 || news.length === 0) {
    return row;
  }
  return {
    ...row,
    ...(knowledge && { knowledge: raised(knowledge, by) }),
    ...(reason && { reason: raised(reason, by) }),
    ...(tried && asTried(raised(tried, by))),
  };
}

/**
 * Merges what is known of a row here with what is remembered of it elsewhere, each aspect by its own order: a later attempt
 * never takes away what was learnt before it. The tenant itself comes with the list, not from here.
 */
export function mergeRow(row: Row, remembered: RememberedRow): Row {
  const isTheirs = orderOf(row.knowledge) < orderOf(remembered.knowledge);
  const knowledge = isTheirs ? remembered.knowledge : row.knowledge;
  const isOther = isTheirs && isOtherLink(row.knowledge, knowledge);
  const needs = newerNeeds(row, remembered);
  // A check that came to something overcame the need for the user.
  const needed = needs && orderOf(needs.tried) > orderOf(knowledge) ? needs : undefined;
  const { reason: _reason, triedAt: _triedAt, triedOrder: _triedOrder, attempt, ...others } = row;
  const waits = attempt.kind === "signInNeeded" || attempt.kind === "mfaNeeded";
  const isDoubt =
    attempt.kind === "failed" && (attempt.error.code === "unclear" || attempt.error.code === "inDoubt");
  const isOver = waits || (isDoubt && knowledge !== row.knowledge && knowledge.kind !== "nothing"); // somebody has looked
  const reason = newerReason(row.reason, remembered.reason, orderOf(knowledge));
  return {
    ...others,
    knowledge,
    attempt: needed ? needed.attempt : isOver ? { kind: "none" } : attempt,
    ...(needed && asTried(needed.tried)),
    ...(reason && { reason }),
    ...(isOther && { elsewhere: true }),
  };
}

/** Whether a merge has brought nothing new: it takes over what it keeps as it is. */
export function isSameState(one: Row, other: Row): boolean {
  return (
    one.knowledge === other.knowledge &&
    one.attempt === other.attempt &&
    one.triedAt === other.triedAt &&
    one.triedOrder === other.triedOrder &&
    one.reason === other.reason
  );
}

/** Whether `row` holds anything that `remembered` does not know yet. */
export function knowsMore(row: Row, remembered: RememberedRow | undefined): boolean {
  return (
    !remembered ||
    orderOf(row.knowledge) > orderOf(remembered.knowledge) ||
    orderOf(triedOf(row)) > orderOf(triedOf(remembered)) ||
    orderOf(row.reason) > orderOf(remembered.reason)
  );
}

/** When it was last found that nothing goes on without the user, and the order of that; undefined if never. */
export function triedOf({ triedAt, triedOrder }: Tried): Stamp | undefined {
  return triedAt === undefined
    ? undefined
    : { at: triedAt, ...(triedOrder !== undefined && { order: triedOrder }) };
}

/** The same, as a row has it. */
export function asTried({ at, order }: Stamp): Tried {
  return { triedAt: at, ...(order !== undefined && { triedOrder: order }) };
}

type Tried = Pick<Row, "triedAt" | "triedOrder">;

/** Whether both know something, and not the same, of the link. */
function isOtherLink(one: Knowledge, other: Knowledge): boolean {
  const kinds = [one.kind, other.kind];
  return !kinds.includes("nothing") && (one.kind !== other.kind || linkedTo(one) !== linkedTo(other));
}

function linkedTo(knowledge: Knowledge): string | undefined {
  return knowledge.kind === "linked" ? knowledge.link.partnerId : undefined;
}

function newerNeeds(row: Row, remembered: RememberedRow): { attempt: Attempt; tried: Stamp } | undefined {
  const { needs } = remembered;
  const [ours, theirs] = [triedOf(row), triedOf(remembered)];
  if (needs && theirs && orderOf(theirs) > orderOf(ours)) {
    return { attempt: { kind: needs }, tried: theirs };
  }
  return ours && { attempt: row.attempt, tried: ours };
}

/** That changes need MFA stays true; any other reason is overcome by a check that came to something after it. */
function newerReason(
  one: LearntReason | undefined,
  other: LearntReason | undefined,
  knownSince: number,
): LearntReason | undefined {
  const newer = orderOf(one) >= orderOf(other) ? one : other;
  return newer && (newer.code === "mfaNeeded" || orderOf(newer) > knownSince) ? newer : undefined;
}
