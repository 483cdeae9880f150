import { readOwnPartnerIds } from "../platform/ownPartnerIds.ts";
import { recentPartnerIds } from "./knownPartners.ts";
import type { PageParts } from "./pageParts.ts";
import { visibleText } from "./plainText.ts";
import type { HostMessage } from "./protocol.ts";

type Parts = Pick<PageParts, "journal" | "ours">;

/** The partner IDs that a page is told to offer: the company's own, the default first, and those used before. */
export function offeredPartnerIds({
  journal,
  ours,
}: Parts): Pick<HostMessage & { type: "ids" }, "ours" | "recent"> {
  return {
    ours: readOwnPartnerIds().map(({ partnerId: id, name }) =>
      name === undefined ? { id } : { id, name: visibleText(name) },
    ),
    recent: recentPartnerIds(journal.runs, ours()).map(({ partnerId }) => partnerId),
  };
}

/** Whether a page was told to offer the ID: any other one it may have made up. */
export function isOffered(partnerId: string, { journal, ours }: Parts): boolean {
  return (
    ours().has(partnerId) || recentPartnerIds(journal.runs, ours()).some((one) => one.partnerId === partnerId)
  );
}
