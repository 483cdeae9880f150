import { ACEProvisioningManagementPartnerAPI } from "@azure/arm-managementpartner";
import type { OperationOptions } from "@azure/core-client";
import { isRestError } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import { PalError } from "../model/palError.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { AccessToken, Answered, ArmCall, LinkAnswer } from "../model/ports.ts";
import { wireId, wireName } from "../model/wireText.ts";
import { type ArmClientOptions, unusedCredential } from "./armClientOptions.ts";
import { isNotFound, toPalError, unreadable } from "./armError.ts";
import { isArmsWord } from "./armWord.ts";
import type { SpokenAnswer } from "./spokenAnswer.ts";

const text = v.pipe(v.unknown(), v.transform(wireName));

/** The answer as recorded [REC]; optional parts of a wrong type are left out rather than refused. */
const partnerAnswer = v.object({
  properties: v.object({
    partnerId: v.pipe(v.string(), v.regex(/^\d{1,32}$/)),
    partnerName: v.optional(text),
    tenantId: v.optional(v.unknown()), // compared as it came: cut or dropped, another's would look like none
    objectId: v.optional(v.unknown()),
    version: v.fallback(
      v.optional(v.pipe(v.union([v.pipe(v.string(), v.digits()), v.number()]), v.transform(Number))),
      undefined,
    ),
    createdTime: v.optional(text),
    updatedTime: v.optional(text),
    state: v.optional(v.pipe(v.string(), v.toLowerCase(), v.picklist(["active", "deleted"]))),
  }),
});

/**
 * GET `/providers/Microsoft.ManagementPartner/partners`: the caller's own link, if there is one. A 404 means that there is
 * none only if its code says so; a link in state `Deleted` is none. Throws `PalError`.
 */
export async function readLink(options: ArmClientOptions, call: ArmCall): Promise<LinkAnswer> {
  try {
    const answer = await send(call, (operation) => partnerApi(options).partners.get(operation));
    const link = parseLink(answer, call.token);
    return { ...correlation(answer), ...(link && { link }) };
  } catch (error) {
    const palError = toPalError(error);
    if (isNotFound(palError)) {
      const { correlationId } = palError.details;
      return correlationId === undefined ? {} : { correlationId };
    }
    throw palError;
  }
}

/**
 * PUT `.../partners/{partnerId}`: links the caller. Any 2xx is success; what was stored must be read afterwards, because
 * one recorded PUT answered with another ID than the one requested [REC]. Throws `PalError`: `conflict` if linked already,
 * `refused` if Azure does not accept the ID.
 */
export async function createLink(
  options: ArmClientOptions,
  call: ArmCall,
  partnerId: string,
): Promise<Answered> {
  return change(call, (operation) => partnerApi(options).partner.create(partnerId, operation), "refused");
}

/**
 * PATCH `.../partners/{partnerId}`: replaces the ID of the caller's link; the path carries the new one [SPEC]. Throws
 * `PalError`: `notLinked` if there is no link, `refused` if Azure does not accept the ID.
 */
export async function updateLink(
  options: ArmClientOptions,
  call: ArmCall,
  partnerId: string,
): Promise<Answered> {
  return change(call, (operation) => partnerApi(options).partner.update(partnerId, operation));
}

/**
 * DELETE `.../partners/{partnerId}`: removes the caller's link; the path carries the present ID [SPEC]. Throws `PalError`:
 * `notLinked` if the caller is not linked to it.
 */
export async function deleteLink(
  options: ArmClientOptions,
  call: ArmCall,
  partnerId: string,
): Promise<Answered> {
  return change(call, (operation) => partnerApi(options).partner.delete(partnerId, operation));
}

/**
 * Sends a write: any 2xx of Azure's is success, although the SDK throws on those that the specification does not name.
 *
 * @param notFound what a 404 of the provider means for this request.
 */
async function change(
  call: ArmCall,
  operation: (options: OperationOptions) => Promise<unknown>,
  notFound: "notLinked" | "refused" = "notLinked",
): Promise<Answered> {
  try {
    return accepted(await send(call, operation));
  } catch (error) {
    if (isRestError(error) && error.response && isSuccess(error.response.status)) {
      return accepted(error.response);
    }
    throw writeError(toPalError(error), notFound);
  }
}

function writeError(error: PalError, notFound: "notLinked" | "refused"): PalError {
  if (isNotFound(error)) {
    return new PalError(notFound, error.details);
  }
  const refused = error.code === "unexpectedAnswer" && error.details.status === 400;
  return refused ? new PalError("refused", error.details) : error;
}

function partnerApi(options: ArmClientOptions): ACEProvisioningManagementPartnerAPI {
  return new ACEProvisioningManagementPartnerAPI(unusedCredential, options);
}

/** Calls one SDK operation and gives the answer as it came: the SDK's own reading turns bad dates into `Invalid Date`. */
async function send(
  call: ArmCall,
  operation: (options: OperationOptions) => Promise<unknown>,
): Promise<SpokenAnswer> {
  const answers: SpokenAnswer[] = [];
  await operation({
    ...(call.signal && { abortSignal: call.signal }),
    onResponse: (response) => answers.push(response),
  });
  const [answer] = answers;
  if (!answer) {
    throw new PalError("unreadableAnswer");
  }
  return answer;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/**
 * Whatever is in it, Azure took the write, if it is Azure's: by a header, or by the link that it tells. What a network that
 * wants a sign-in says, in HTML or JSON, is neither.
 */
function accepted(answer: SpokenAnswer): Answered {
  if (!isArmsWord(answer) && !readPartner(answer).success) {
    throw unreadable(answer);
  }
  return correlation(answer);
}

function correlation({ headers }: SpokenAnswer): Answered {
  const correlationId = wireId(headers.get("x-ms-correlation-request-id"));
  return correlationId === undefined ? {} : { correlationId };
}

function readPartner({ bodyAsText }: SpokenAnswer): v.SafeParseResult<typeof partnerAnswer> {
  return v.safeParse(partnerAnswer, parseForeignJson(bodyAsText));
}

function parseLink(answer: SpokenAnswer, token: AccessToken): PartnerLink | undefined {
  const parsed = readPartner(answer);
  if (!parsed.success) {
    throw unreadable(answer);
  }
  const { partnerId, partnerName, tenantId, version, state, ...times } = parsed.output.properties;
  const objectId = wireId(parsed.output.properties.objectId);
  // A link of another tenant or identity than the token's would prove that something is badly wrong: never show it as ours.
  if (isAnother(tenantId, token.tenantId)) {
    throw new PalError("wrongTenant");
  }
  if (isAnother(parsed.output.properties.objectId, token.objectId)) {
    throw new PalError("wrongIdentity");
  }
  if (state === "deleted") {
    return undefined;
  }
  const createdAt = parseTime(times.createdTime);
  const updatedAt = parseTime(times.updatedTime);
  return {
    partnerId,
    ...(partnerName && { partnerName }),
    ...(objectId && { objectId }),
    ...(version !== undefined && Number.isSafeInteger(version) && { version }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

/** Whether two IDs differ that are both known, in whichever form they are written. What is no ID is another's. */
function isAnother(told: unknown, wanted: string | undefined): boolean {
  if (!wanted || told === undefined || told === null) {
    return false;
  }
  return typeof told !== "string" || (told.trim() !== "" && bare(told) !== bare(wanted));
}

/** An ID without what programs put around and into it. */
function bare(id: string): string {
  return id
    .toLowerCase()
    .replace(/^\s*urn:uuid:/, "")
    .replaceAll(/[\s{}()-]/g, "");
}

/** Times have 6 or 7 fractional digits [REC], which `Date` reads. A bad one is left out. */
function parseTime(time: string | undefined): number | undefined {
  const at = Date.parse(time ?? "");
  return at >= 0 ? at : undefined; // programs write the year 1 for no time
}
