import { parseEntry, readPartnerIdsSetting } from "./settings.ts";

/** One of the company's own partner IDs, as the user has named it. */
export interface OwnPartnerId {
  readonly partnerId: string;
  readonly name?: string;
}

/** Reads the company's own partner IDs with their names, the default first. */
export function readOwnPartnerIds(): readonly OwnPartnerId[] {
  return readPartnerIdsSetting().flatMap((entry) => {
    const [partnerId] = parseEntry(entry);
    const name = nameOf(entry);
    if (partnerId === undefined) {
      return [];
    }
    return name === undefined ? [{ partnerId }] : [{ partnerId, name }];
  });
}

function nameOf(entry: unknown): string | undefined {
  const named = typeof entry === "object" && entry !== null && "name" in entry ? entry.name : undefined;
  return typeof named === "string" && named.trim() !== "" ? named.trim() : undefined;
}
