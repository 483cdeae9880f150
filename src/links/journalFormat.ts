import * as v from "valibot";
import type { RunId } from "../model/change.ts";
import type { IdentityId } from "../model/identity.ts";
import { journalVersion } from "../model/journal.ts";
import type { PalErrorCode } from "../model/palError.ts";
import { isGuid } from "../model/tenant.ts";
import { storedForeignTime, storedOrder, storedTime as at } from "./storedTime.ts";

/** Numbers of owners are small; a file that says otherwise is none of ours. */
const mostOwners = 10_000;

const errorCodes: Record<PalErrorCode, true> = {
  signInNeeded: true,
  signInCancelled: true,
  signInFailed: true,
  mfaNeeded: true,
  unauthorized: true,
  forbidden: true,
  noAccount: true,
  notOffered: true,
  refused: true,
  conflict: true,
  notLinked: true,
  throttled: true,
  serverError: true,
  unreadableAnswer: true,
  answerTooLarge: true,
  unexpectedAnswer: true,
  gatewayAnswered: true,
  redirected: true,
  wrongHost: true,
  timedOut: true,
  unreachable: true,
  cancelled: true,
  notSent: true,
  notVerified: true,
  unclear: true,
  inDoubt: true,
  busy: true,
  noJournal: true,
  interrupted: true,
  notOwner: true,
  wrongAccount: true,
  wrongTenant: true,
  wrongIdentity: true,
  unknownTenant: true,
  unknownCloud: true,
  workspaceCloud: true,
  cloudNotConfirmed: true,
  badEndpoint: true,
  needsEntraId: true,
  mixedCloud: true,
  credentialFile: true,
  noCertificate: true,
  noPrivateKey: true,
  wrongPassword: true,
  unsupportedKey: true,
  deviceCodeExpired: true,
  credentialRefused: true,
  unexpected: true,
};

const optionalText = v.exactOptional(v.string());
const partnerId = v.pipe(v.string(), v.regex(/^\d+$/)); // it becomes part of a request's path
const linkedId = v.nullable(partnerId);
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
/** The number of the owner who wrote the line: who is not the owner any more has nothing to say. */
const fence = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostOwners));
const runId = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,64}$/), // it is part of file names
  v.transform((text) => text as RunId),
);

const error = v.object({
  code: v.fallback(v.picklist(Object.keys(errorCodes) as PalErrorCode[]), "unexpected"),
  azureMessage: optionalText,
  correlationId: optionalText,
});

/** Azure's, not ours: any whole numbers, any time that there is. A line that cannot be read back is not written. */
const stamp = v.object({
  version: v.exactOptional(v.pipe(v.number(), v.integer())),
  updatedAt: v.exactOptional(storedForeignTime),
});

const changeStep = v.object({
  identityId: v.pipe(
    v.string(),
    v.regex(/^[a-z]+:[a-z]+:./i),
    v.transform((text) => text as IdentityId),
  ),
  accountLabel: v.string(),
  tenantId: v.pipe(v.string(), v.check(isGuid)),
  tenantName: v.string(),
  from: linkedId,
  fromStamp: v.exactOptional(stamp),
  wanted: linkedId,
});

const plan = v.object({
  purpose: v.picklist(["link", "update", "remove", "undo"]),
  steps: v.array(changeStep),
  undoes: v.exactOptional(v.object({ runId, steps: v.array(index) })),
});

/** One line of the journal, as JSON: the event, and the number of the owner who wrote it. */
export const journalLine = v.variant("type", [
  v.object({
    type: v.literal("planned"),
    version: v.literal(journalVersion),
    runId,
    at,
    order: v.exactOptional(storedOrder),
    plan,
    fence,
  }),
  v.object({ type: v.literal("owned"), owner: v.string(), at, fence }),
  v.object({
    type: v.literal("writing"),
    step: index,
    at,
    verb: v.picklist(["PUT", "PATCH", "DELETE"]),
    partnerId,
    before: linkedId,
    beforeName: optionalText,
    beforeStamp: v.exactOptional(stamp),
    beforeOrder: v.exactOptional(v.number()),
    fence,
  }),
  v.object({
    type: v.literal("answered"),
    step: index,
    at,
    correlationId: optionalText,
    error: v.exactOptional(error),
    fence,
  }),
  v.object({
    type: v.literal("ended"),
    step: index,
    at,
    end: v.picklist(["changed", "nothingToDo", "foundOther", "notVerified", "unclear", "failed"]),
    after: v.exactOptional(linkedId),
    afterName: optionalText,
    afterStamp: v.exactOptional(stamp),
    error: v.exactOptional(error),
    fence,
  }),
  v.object({ type: v.literal("closed"), at, how: v.picklist(["finished", "leftAsIs"]), fence }),
]);

/** The first line of a file of any version. */
export const anyFirstLine = v.object({ type: v.literal("planned"), version: v.number() });
