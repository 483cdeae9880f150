import type { Knowledge } from "../model/knowledge.ts";
import type { PartnerLink } from "../model/partnerLink.ts";

/** What a read of the link at time `at` (milliseconds since 1970) tells. */
export function knowledgeOf(link: PartnerLink | undefined, at: number): Knowledge {
  return link ? { kind: "linked", link, at } : { kind: "notLinked", at };
}
