import type { Identity } from "./identity.ts";
import type { Attempt } from "./knowledge.ts";
import type { Row } from "./row.ts";

/** What of a row outlives the window. Never a token. */
export interface RememberedRow extends Omit<Row, "id" | "attempt" | "mark"> {
  /** The row waits for the user. */
  readonly needs?: "signInNeeded" | "mfaNeeded";
}

/** What of an identity outlives the window. */
export interface RememberedIdentity {
  readonly identity: Identity;
  /** When its tenants were last listed (milliseconds since 1970). */
  readonly listedAt: number;
}

/** All that is remembered about Azure; the user's own marks are kept apart. */
export interface Snapshot {
  readonly identities: readonly RememberedIdentity[];
  readonly rows: readonly RememberedRow[];
}

/** What is remembered of a row. */
export function rememberRow({ id: _id, mark: _mark, attempt, ...row }: Row): RememberedRow {
  const waits = attempt.kind === "signInNeeded" || attempt.kind === "mfaNeeded";
  return waits ? { ...row, needs: attempt.kind } : row;
}

/** The attempt that a remembered row comes back with. */
export function rememberedAttempt({ needs }: RememberedRow): Attempt {
  return { kind: needs ?? "none" };
}

/** When anything at all changed that is remembered of a row; 0 if never. */
export function rememberedAt(row: Pick<Row, "knowledge" | "triedAt" | "reason">): number {
  return Math.max(learntAt(row), row.reason?.at ?? 0);
}

/** When a check last came to something for a row; 0 if never. */
export function learntAt({ knowledge, triedAt }: Pick<Row, "knowledge" | "triedAt">): number {
  return Math.max(knowledge.kind === "nothing" ? 0 : knowledge.at, triedAt ?? 0);
}
