import { type Identity, isApplication } from "../model/identity.ts";
import type { Attempt } from "../model/knowledge.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { deriveState } from "../model/rowState.ts";
import { knownTime } from "../model/stamp.ts";
import { entraWords } from "./entraWords.ts";
import { visibleText } from "./plainText.ts";
import type { PageRow } from "./protocol.ts";
import { reasonWords } from "./reasonWords.ts";
import { besideWords, needsAttention } from "./rowText.ts";

/**
 * A row as pages see it. Neither tokens nor challenges leave the host.
 *
 * @param identity the row's identity. Its name is hostile text.
 * @param ours the company's own partner IDs.
 */
export function pageRow(row: Row, identity: Identity | undefined, ours: ReadonlySet<string>): PageRow {
  const { id, tenant, knowledge, attempt, mark } = row;
  const beside = besideWords(row);
  const problem = problemOf(row);
  return {
    id,
    tenantId: tenant.tenantId,
    label: visibleText(rowLabel(row)) || tenant.tenantId,
    ...(tenant.defaultDomain !== undefined && { domain: visibleText(tenant.defaultDomain) }),
    identity: visibleText(identity?.label ?? ""),
    kind: identity && isApplication(identity) ? "application" : tenant.kind,
    state: deriveState(row, ours),
    attention: needsAttention(row, ours),
    ...(beside !== undefined && { attempt: beside }),
    ...((attempt.kind === "running" || attempt.kind === "waiting") && { busy: attempt.work }),
    ...(problem !== undefined && { problem }),
    ...(mayNeedSignIn(attempt) && { needsSignIn: true }),
    ...linkOf(row),
    ...(knowledge.kind !== "nothing" && time("checkedAt", knownTime(knowledge.at, Date.now()))),
    ...(mark.notCustomer && { notCustomer: true }),
    ...(mark.hidden && { hidden: true }),
  };
}

function linkOf({ knowledge }: Row): Partial<PageRow> {
  if (knowledge.kind !== "linked") {
    return {};
  }
  const { partnerId, partnerName, objectId, createdAt, updatedAt } = knowledge.link;
  return {
    partnerId,
    ...(partnerName !== undefined && { partnerName: visibleText(partnerName) }),
    ...(objectId !== undefined && { objectId: visibleText(objectId) }),
    ...time("firstLinked", createdAt),
    ...time("lastChanged", updatedAt),
  };
}

function time<K extends keyof PageRow>(name: K, at: number | undefined): Partial<Record<K, number>> {
  return Number.isInteger(at) ? ({ [name]: at } as Partial<Record<K, number>>) : {};
}

/** How the last try ended; else what was learnt before and silent calls do not tell. */
function problemOf({ attempt, reason }: Row): string | undefined {
  if ("error" in attempt) {
    return entraWords(attempt.error);
  }
  return reason && mayNeedSignIn(attempt) ? reasonWords(reason) : undefined;
}

function mayNeedSignIn(attempt: Attempt): boolean {
  return (
    attempt.kind === "signInNeeded" ||
    attempt.kind === "mfaNeeded" ||
    (attempt.kind === "failed" && attempt.error.code === "signInFailed")
  );
}
