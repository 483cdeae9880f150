import { ACEProvisioningManagementPartnerAPI } from "@azure/arm-managementpartner";
import type { OperationOptions } from "@azure/core-client";
import { isRestError } from "@azure/core-rest-pipeline";
import * as v from "valibot";
import { PalError } from "../model/palError.ts";
import type { PartnerLink } from "../model/partnerLink.ts";
import type { ArmCall } from "../model/ports.ts";
import { type ArmClientOptions, unusedCredential } from "./armClientOptions.ts";
import { isNotFound, toPalError } from "./armError.ts";

const text = v.fallback(v.optional(v.string()), undefined);

/** The answer as recorded [REC]; optional parts of a wrong type are left out rather than refused. */
const partnerAnswer = v.object({
  properties: v.object({
    partnerId: v.pipe(v.string(), v.regex(/^\d+$/)),
    partnerName: text,
    objectId: text,
    createdTime: text,
    updatedTime: text,
    state: v.optional(v.string()),
  }),
});

/**
 * GET `/providers/Microsoft.ManagementPartner/partners`: the caller's own link, or undefined if there is none.
 * A 404 means that only if its code says so; a link in state `Deleted` is none. Throws `PalError`.
 */
export async function readLink(options: ArmClientOptions, call: ArmCall): Promise<PartnerLink | undefined> {
  try {
    const body = await send(call, (operation) => partnerApi(options).partners.get(operation));
    return parseLink(body);
  } catch (error) {
    const palError = toPalError(error);
    if (isNotFound(palError)) {
      return undefined;
    }
    throw palError;
  }
}

/**
 * PUT `.../partners/{partnerId}`: links the caller. Any 2xx is success; what was stored must be read afterwards, because
 * one recorded PUT answered with another ID than the one requested [REC]. Throws `PalError`, `conflict` if linked already.
 */
export async function createLink(options: ArmClientOptions, call: ArmCall, partnerId: string): Promise<void> {
  try {
    await send(call, (operation) => partnerApi(options).partner.create(partnerId, operation));
  } catch (error) {
    if (!isSuccessTheSdkRefused(error)) {
      throw toPalError(error);
    }
  }
}

function partnerApi(options: ArmClientOptions): ACEProvisioningManagementPartnerAPI {
  return new ACEProvisioningManagementPartnerAPI(unusedCredential, options);
}

/** Calls one SDK operation and gives the body as it came: the SDK's own reading turns bad dates into `Invalid Date`. */
async function send(
  call: ArmCall,
  operation: (options: OperationOptions) => Promise<unknown>,
): Promise<string> {
  let body = "";
  await operation({
    ...(call.signal && { abortSignal: call.signal }),
    onResponse: (response) => {
      body = response.bodyAsText ?? "";
    },
  });
  return body;
}

/** The SDK throws on 201, 202 and 204, although the write succeeded. */
function isSuccessTheSdkRefused(error: unknown): boolean {
  const status = isRestError(error) ? (error.response?.status ?? 0) : 0;
  return status >= 200 && status < 300;
}

function parseLink(body: string): PartnerLink | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), partnerAnswer), body);
  if (!parsed.success) {
    throw new PalError("unreadableAnswer", {});
  }
  const { partnerId, partnerName, objectId, createdTime, updatedTime, state } = parsed.output.properties;
  if (state !== undefined && state !== "Active") {
    return undefined;
  }
  const createdAt = parseTime(createdTime);
  const updatedAt = parseTime(updatedTime);
  return {
    partnerId,
    ...(partnerName && { partnerName }),
    ...(objectId && { objectId }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

/** Times have 6 or 7 fractional digits [REC], which `Date` reads. A bad one is left out. */
function parseTime(time: string | undefined): number | undefined {
  const at = Date.parse(time ?? "");
  return Number.isNaN(at) ? undefined : at;
}
