import type { Decision } from "../model/change.ts";
import { asPalError, type PalError } from "../model/palError.ts";
import type { Answered, ArmCall, ArmPort } from "../model/ports.ts";

/** A request that changes the link. */
export type Write = Extract<Decision, { readonly act: "write" }>;

/** Sends a write once. Gives what Azure answered, or why there is no answer; never throws. */
export async function sendWrite(
  arm: ArmPort,
  call: ArmCall,
  { verb, partnerId }: Write,
): Promise<Answered & { readonly error?: PalError }> {
  try {
    switch (verb) {
      case "PUT":
        return await arm.createLink(call, partnerId);
      case "PATCH":
        return await arm.updateLink(call, partnerId);
      case "DELETE":
        return await arm.deleteLink(call, partnerId);
      default:
        return verb satisfies never;
    }
  } catch (error) {
    const palError = asPalError(error);
    const { correlationId } = palError.details;
    return { error: palError, ...(correlationId !== undefined && { correlationId }) };
  }
}
