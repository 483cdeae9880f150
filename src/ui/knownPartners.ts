import type { ChangeStep, Purpose } from "../model/change.ts";
import type { RunRecord } from "../model/journal.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import { type Row, rowId } from "../model/row.ts";
import type { KnownPartnerId } from "./partnerIdChoice.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** More are no help. */
const mostRecent = 5;

/**
 * The partner IDs that were linked from here, newest first, with the partner's name as Azure gave it.
 *
 * @param runs newest first.
 * @param own the company's own IDs, which are offered anyway.
 */
export function recentPartnerIds(
  runs: readonly RunRecord[],
  own: ReadonlySet<string>,
): readonly KnownPartnerId[] {
  const recent = new Map<string, KnownPartnerId>();
  for (const { plan, steps } of runs) {
    if (plan.purpose !== "link" && plan.purpose !== "update") {
      continue;
    }
    for (const { state, after, afterName } of steps) {
      const linked = (state === "changed" || state === "nothingToDo") && typeof after === "string";
      if (linked && !own.has(after) && !recent.has(after)) {
        recent.set(after, { partnerId: after, ...(afterName !== undefined && { name: afterName }) });
      }
    }
  }
  return [...recent.values()].slice(0, mostRecent);
}

/**
 * Whether a link just made goes to somebody that we have not heard of: none of the company's own IDs, or, as long as these
 * are not named, another partner than in all other rows.
 *
 * @param rows all but the one just linked.
 */
export function isStranger(link: PartnerLink, own: ReadonlySet<string>, rows: readonly Row[]): boolean {
  if (own.size > 0) {
    return !own.has(link.partnerId);
  }
  const others = rows.flatMap(({ knowledge }) => (knowledge.kind === "linked" ? [knowledge.link] : []));
  const isSame = ({ partnerId, partnerName }: PartnerLink): boolean =>
    partnerId === link.partnerId || (partnerName !== undefined && partnerName === link.partnerName);
  return others.length > 0 && !others.some(isSame);
}

/** Whether the link that a step left is to be pointed out as a stranger's: a digit is easily mistaken. */
export function leadsToStranger(
  purpose: Purpose,
  { identityId, tenantId }: ChangeStep,
  link: PartnerLink | undefined,
  {
    store,
    ours,
  }: { readonly store: { readonly rows: readonly Row[] }; readonly ours: () => ReadonlySet<string> },
): boolean {
  const own = rowId(identityId, tenantId);
  const others = store.rows.filter(({ id }) => id !== own);
  return (
    (purpose === "link" || purpose === "update") && link !== undefined && isStranger(link, ours(), others)
  );
}

/** What a partner ID is called: by Azure as last seen in any row, else by the user. */
export function partnerNameOf(
  partnerId: string,
  own: readonly KnownPartnerId[],
  rows: readonly Row[],
): Untrusted | undefined {
  for (const { knowledge } of rows) {
    if (knowledge.kind === "linked" && knowledge.link.partnerId === partnerId && knowledge.link.partnerName) {
      return knowledge.link.partnerName;
    }
  }
  return own.find((one) => one.partnerId === partnerId)?.name;
}
