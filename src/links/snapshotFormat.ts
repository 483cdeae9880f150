import * as v from "valibot";
import { type CloudName, isCloudName } from "../model/cloud.ts";
import { createIdentity, type IdentityId, identitySources, isOwnId } from "../model/identity.ts";
import { learntReasonCodes } from "../model/knowledge.ts";
import type { RememberedIdentity, RememberedRow, Snapshot } from "../model/snapshot.ts";
import { isGuid } from "../model/tenant.ts";
import type { RememberedFormat } from "./rememberedFile.ts";
import { storedOrder, storedTime } from "./storedTime.ts";

/** Rises when the form changes; another version is built anew from Azure, which loses nothing. */
const version = 1;

const optionalText = v.exactOptional(v.string());
const tenantId = v.pipe(v.string(), v.check(isGuid));

const link = v.object({
  partnerId: v.pipe(v.string(), v.regex(/^\d+$/)),
  partnerName: optionalText,
  objectId: optionalText,
  version: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
  createdAt: v.exactOptional(storedTime),
  updatedAt: v.exactOptional(storedTime),
});

/** See `Stamp`. */
const order = v.exactOptional(storedOrder);
const stamp = { at: storedTime, order };

const knowledge = v.variant("kind", [
  v.object({ kind: v.literal("nothing"), at: v.exactOptional(storedTime), order }),
  v.object({ kind: v.literal("linked"), link, ...stamp }),
  v.object({ kind: v.literal("notLinked"), ...stamp }),
  v.object({ kind: v.literal("cannotLink"), reason: v.picklist(["noAccount", "notOffered"]), ...stamp }),
]);

const identity = v.pipe(
  v.object({
    source: v.picklist(identitySources),
    // Only the name: where a custom cloud is, stands in the user's settings.
    cloud: v.custom<CloudName>((name) => typeof name === "string" && isCloudName(name)),
    accountId: v.string(),
    label: v.string(),
    homeTenantId: v.exactOptional(tenantId),
    pinned: v.exactOptional(v.literal(true)),
  }),
  v.transform((known) => createIdentity(known)), // the id is made anew: a file cannot mix identities up
  v.check(isOwnId), // and none is taken for another's
);

const row = v.object({
  identity: v.pipe(v.number(), v.integer(), v.minValue(0)),
  tenant: v.object({
    tenantId,
    displayName: optionalText,
    defaultDomain: optionalText,
    kind: v.picklist(["home", "guest", "lighthouse"]),
    added: v.exactOptional(v.literal(true)),
  }),
  knowledge,
  reason: v.exactOptional(
    v.object({
      code: v.picklist(learntReasonCodes),
      azureMessage: optionalText,
      ...stamp,
    }),
  ),
  triedAt: v.exactOptional(storedTime),
  triedOrder: order,
  needs: v.exactOptional(v.picklist(["signInNeeded", "mfaNeeded"])),
});

const identityRecord = v.object({ identity, listedAt: v.exactOptional(storedTime), listedOrder: order });

const file = v.object({
  version: v.literal(version),
  identities: v.array(v.unknown()),
  rows: v.array(v.unknown()),
});

/** A row that could not be read, and whose it is: the identity's id, or its place among the unread identities. */
const unreadRow = v.tuple([v.looseObject({}), v.union([v.string(), v.number()])]);

/** So many rows are read before others have their turn: thousands at once would make VS Code stutter. */
const rowsAtOnce = 200;

/** What is known of Azure, as a file: rows name their identity by its place in the list. */
export const snapshotFormat: RememberedFormat<Snapshot> = {
  name: "knowledge.json",

  version,

  isLearntAgain: true,

  async parse(json, pause) {
    const read = v.parse(file, json);
    const identities: RememberedIdentity[] = [];
    const unreadIdentities: unknown[] = [];
    const owners: (IdentityId | number)[] = []; // by place in the file
    const known = new Set<IdentityId>();
    for (const record of read.identities) {
      const parsed = v.safeParse(identityRecord, record);
      if (parsed.success && !known.has(parsed.output.identity.id)) {
        known.add(parsed.output.identity.id);
        owners.push(parsed.output.identity.id);
        identities.push(parsed.output);
      } else {
        owners.push(unreadIdentities.length);
        unreadIdentities.push(record);
      }
    }
    const rows: RememberedRow[] = [];
    const unreadRows: unknown[] = [];
    for (const [i, record] of read.rows.entries()) {
      if (i > 0 && i % rowsAtOnce === 0) {
        await pause();
      }
      const parsed = v.safeParse(row, record); // one that cannot be read is learnt anew, and costs no other
      const owner = owners[placeIn(record)];
      if (parsed.success && typeof owner === "string") {
        const { identity: _place, ...facts } = parsed.output;
        rows.push({ ...facts, identityId: owner });
      } else {
        unreadRows.push(owner === undefined ? record : [record, owner]);
      }
    }
    return { value: { identities, rows }, unread: { identities: unreadIdentities, rows: unreadRows } };
  },

  print({ identities, rows }, unread) {
    const places = new Map<string | number, number>(
      identities.map(({ identity: { id } }, place) => [id, place]),
    );
    const unreadIdentities = unread["identities"] ?? [];
    unreadIdentities.forEach((_record, place) => places.set(place, identities.length + place));
    return {
      identities: [
        ...identities.map(({ identity: { id: _id, ...known }, ...rest }) => ({ ...rest, identity: known })),
        ...unreadIdentities,
      ],
      rows: [
        ...rows.map(({ identityId, ...facts }) => ({ ...facts, identity: places.get(identityId) })),
        ...(unread["rows"] ?? []).flatMap((entry) => unreadRowAt(entry, places)),
      ],
    };
  },
};

function placeIn(record: unknown): number {
  const isOfSomebody = typeof record === "object" && record !== null && "identity" in record;
  return isOfSomebody && typeof record.identity === "number" ? record.identity : -1;
}

/** An unread row as it was, at its identity's present place; none if the identity is gone. */
function unreadRowAt(entry: unknown, places: ReadonlyMap<string | number, number>): unknown[] {
  const parsed = v.safeParse(unreadRow, entry);
  if (!parsed.success) {
    return [entry]; // nobody knows whose it was
  }
  const [record, owner] = parsed.output;
  const place = places.get(owner);
  return place === undefined ? [] : [{ ...record, identity: place }];
}
