import type { IdentityId } from "../model/identity.ts";
import { type RowId, rowId } from "../model/row.ts";
import {
  asReadRow,
  isSameState,
  knowsMore,
  type RememberedIdentity,
  type RememberedRow,
  type Snapshot,
} from "../model/snapshot.ts";
import { adoptedEntry, type IdentityEntry, listOrder } from "./identityEntry.ts";
import type { OwnNews } from "./ownNews.ts";
import { asNoted } from "./pinned.ts";
import type { RowsChange, RowTable } from "./rowTable.ts";
import { isBusy } from "./rowWork.ts";

/** What the store holds, to be changed. */
interface Held {
  readonly identities: Map<IdentityId, IdentityEntry>;
  readonly rows: RowTable;
  readonly news: OwnNews;
  /** Whether identities that nobody has told of yet may come in. */
  readonly isOpen: boolean;
  /** Whether the row is being changed in Azure: what others know of it is of before. */
  readonly isChanging: (id: RowId) => boolean;
  readonly now: number;
  /** Whether what is held is about to be written on top of this. */
  readonly isWriting: boolean;
}

/**
 * Takes over what was remembered, or learnt in another window, where it is newer than what is held. Gives the rows that are
 * gone or changed, and whether any row came, went or moved.
 */
export function adoptSnapshot(held: Held, { identities, rows }: Snapshot): RowsChange {
  const read = rows.map((row) => asReadRow(row, held.now));
  const rowsOf = Map.groupBy(read, ({ identityId }) => identityId);
  const changed = new Set<RowId>();
  const gone: RowId[] = [];
  let structure = false;
  for (const known of identities) {
    if (held.isOpen || held.identities.has(known.identity.id)) {
      const change = adoptTenants(held, known, rowsOf.get(known.identity.id) ?? []);
      structure ||= change.structure;
      gone.push(...change.gone);
      change.changed.forEach((id) => changed.add(id));
    }
  }
  for (const theirs of read) {
    const row = held.rows.get(idOf(theirs));
    const merged =
      row && !isBusy(row) && !held.isChanging(row.id)
        ? held.news.merge(row, theirs, held.now, held.isWriting)
        : undefined;
    if (row && merged && !isSameState(row, merged)) {
      held.rows.set(merged);
      changed.add(row.id);
    }
  }
  return { structure, changed, gone };
}

/** Whether more is held than was remembered. */
export function knowsMoreThan(held: Held, { identities, rows }: Snapshot): boolean {
  const remembered = new Map(rows.map((row) => [idOf(row), row]));
  const listed = new Map(identities.map((known) => [known.identity.id, listOrder(known)]));
  return [...held.identities.values()].some(
    (entry) =>
      listOrder(entry) > (listed.get(entry.identity.id) ?? 0) ||
      held.rows.of(entry.identity.id).some((row) => !isBusy(row) && knowsMore(row, remembered.get(row.id))),
  );
}

/** Takes over a list that is newer than ours, and tenants that the user added in another window. */
function adoptTenants(
  { identities, rows: table, news, now, isWriting }: Held,
  remembered: RememberedIdentity,
  rows: readonly RememberedRow[],
): RowsChange {
  const { identity } = remembered;
  const entry = identities.get(identity.id);
  const tenants = rows.map(({ tenant }) => tenant);
  const theirs = listOrder(remembered);
  // A list of a time that is still to come may be older than the one that this window has just got.
  const isOlder = entry !== undefined && news.takeListing(entry.listing, isWriting) && theirs > now;
  if (isOlder) {
    identities.set(identity.id, { ...entry, listedOrder: Math.max(theirs + 1, listOrder(entry)) });
  } else if (!entry || theirs > listOrder(entry)) {
    // Of identities that are there, their source knows more than another window remembered.
    const known = entry?.identity ?? asNoted(identity, table.pinned);
    const adopted = adoptedEntry(known, entry, remembered, now);
    identities.set(identity.id, adopted);
    const change = table.setTenants(identity.id, tenants);
    return { ...change, structure: change.structure || entry?.listing.kind !== adopted.listing.kind };
  }
  const added = tenants.filter((tenant) => tenant.added && !table.get(rowId(identity.id, tenant.tenantId)));
  added.forEach((tenant) => table.add(identity.id, tenant));
  return { structure: added.length > 0, changed: new Set(), gone: [] };
}

function idOf({ identityId, tenant }: RememberedRow): RowId {
  return rowId(identityId, tenant.tenantId);
}
