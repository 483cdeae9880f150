import { type Row, rowLabel } from "./row.ts";
import { findsWords, searchableText } from "./searchWords.ts";

/** Whether all words are found in what a row is known by: names, domain, tenant ID, partner ID and partner name. */
export function findsRow(row: Row, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const { tenant, knowledge } = row;
  const link = knowledge.kind === "linked" ? knowledge.link : undefined;
  const text = searchableText([
    rowLabel(row),
    tenant.displayName,
    tenant.defaultDomain,
    tenant.tenantId,
    link?.partnerId,
    link?.partnerName,
  ]);
  return findsWords(text, words);
}
