import * as v from "valibot";
import { createIdentity } from "../model/identity.ts";
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

const knowledge = v.variant("kind", [
  v.object({ kind: v.literal("nothing") }),
  v.object({ kind: v.literal("linked"), link, at: v.number() }),
  v.object({ kind: v.literal("notLinked"), at: v.number() }),
  v.object({
    kind: v.literal("cannotLink"),
    reason: v.picklist(["noAccount", "notOffered"]),
    at: v.number(),
  }),
]);

const identity = v.pipe(
  v.object({
    source: v.literal("vscode"),
    cloud: v.literal("public"),
    accountId: v.string(),
    label: v.string(),
    homeTenantId: v.exactOptional(tenantId),
  }),
  v.transform(createIdentity), // the id is made anew: a file cannot mix identities up
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
      code: v.picklist(["mfaNeeded", "signInFailed", "wrongAccount", "forbidden", "refused"]),
      azureMessage: optionalText,
      at: v.number(),
    }),
  ),
  triedAt: v.exactOptional(v.number()),
  needs: v.exactOptional(v.picklist(["signInNeeded", "mfaNeeded"])),
});

const file = v.object({
  version: v.literal(version),
  identities: v.array(v.object({ identity, listedAt: v.number() })),
  rows: v.array(v.unknown()),
});

/** So many rows are read before others have their turn: thousands at once would make VS Code stutter. */
const rowsAtOnce = 500;

/** What is known of Azure, as a file: rows name their identity by its place in the list. */
export const snapshotFormat: RememberedFormat<Snapshot> = {
  name: "knowledge.json",

  async parse(text, pause) {
    const { identities, rows } = v.parse(v.pipe(v.string(), v.parseJson(), file), text);
    const read: RememberedRow[] = [];
    for (const [i, item] of rows.entries()) {
      if (i > 0 && i % rowsAtOnce === 0) {
        await pause();
      }
      const { identity: place, ...facts } = v.parse(row, item);
      const identityId = identities[place]?.identity.id;
      if (identityId !== undefined) {
        read.push({ ...facts, identityId });
      }
    }
    return { identities, rows: read };
  },

  print({ identities, rows }) {
    const places = new Map(identities.map(({ identity: { id } }, place) => [id, place]));
    return JSON.stringify({
      version,
      identities: identities.map(({ identity: { id: _id, ...known }, listedAt }) => ({
        identity: known,
        listedAt,
      })),
      rows: rows.map(({ identityId, ...facts }) => ({ identity: places.get(identityId), ...facts })),
    });
  },
};
