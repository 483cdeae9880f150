import * as v from "valibot";
import { type CloudName, isCloudName } from "../model/cloud.ts";
import { createIdentity, identitySources } from "../model/identity.ts";
import { learntReasonCodes } from "../model/knowledge.ts";
import type { RememberedRow, Snapshot } from "../model/snapshot.ts";
import { isGuid } from "../model/tenant.ts";
import type { RememberedFormat } from "./rememberedFile.ts";

/** Rises when the form changes; another version is built anew from Azure, which loses nothing. */
const version = 1;

const optionalText = v.exactOptional(v.string());
const tenantId = v.pipe(v.string(), v.check(isGuid));

const link = v.object({
  partnerId: v.pipe(v.string(), v.regex(/^\d+$/)),
  partnerName: optionalText,
  objectId: optionalText,
  version: v.exactOptional(v.number()),
  createdAt: v.exactOptional(v.number()),
  updatedAt: v.exactOptional(v.number()),
});

/** See `Stamp`. */
const order = v.exactOptional(v.number());
const stamp = { at: v.number(), order };

const knowledge = v.variant("kind", [
  v.object({ kind: v.literal("nothing"), at: v.exactOptional(v.number()), order }),
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
  triedAt: v.exactOptional(v.number()),
  triedOrder: order,
  needs: v.exactOptional(v.picklist(["signInNeeded", "mfaNeeded"])),
});

const file = v.object({
  version: v.literal(version),
  identities: v.array(v.object({ identity, listedAt: v.exactOptional(v.number()), listedOrder: order })),
  rows: v.array(v.unknown()),
});

/** So many rows are read before others have their turn: thousands at once would make VS Code stutter. */
const rowsAtOnce = 200;

/** What is known of Azure, as a file: rows name their identity by its place in the list. */
export const snapshotFormat: RememberedFormat<Snapshot> = {
  name: "knowledge.json",

  version,

  async parse(json, pause) {
    const { identities, rows } = v.parse(file, json);
    const read: RememberedRow[] = [];
    for (const [i, item] of rows.entries()) {
      if (i > 0 && i % rowsAtOnce === 0) {
        await pause();
      }
      const parsed = v.safeParse(row, item); // one that cannot be read is learnt anew, and costs no other
      const identityId = parsed.success ? identities[parsed.output.identity]?.identity.id : undefined;
      if (parsed.success && identityId !== undefined) {
        const { identity: _place, ...facts } = parsed.output;
        read.push({ ...facts, identityId });
      }
    }
    return { identities, rows: read };
  },

  print({ identities, rows }) {
    const places = new Map(identities.map(({ identity: { id } }, place) => [id, place]));
    return {
      identities: identities.map(({ identity: { id: _id, ...known }, ...rest }) => ({
        ...rest,
        identity: known,
      })),
      rows: rows.map(({ identityId, ...facts }) => ({ ...facts, identity: places.get(identityId) })),
    };
  },
};
