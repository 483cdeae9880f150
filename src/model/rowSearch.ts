import { type Row, rowLabel } from "./row.ts";

/** The words that a person typed into a filter; each of them has to be found. */
export function searchWords(text: string): readonly string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** Whether all words are found in what a row is known by: names, domain, tenant ID, partner ID and partner name. */
export function findsRow(row: Row, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const { tenant, knowledge } = row;
  const link = knowledge.kind === "linked" ? knowledge.link : undefined;
  const known = [
    rowLabel(row),
    tenant.displayName,
    tenant.defaultDomain,
    tenant.tenantId,
    link?.partnerId,
    link?.partnerName,
  ];
  const text = fold(known.join("\n"));
  return words.every((word) => text.includes(word));
}

/** Upper case, accents and other ways to write the same letter make no difference. */
function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
