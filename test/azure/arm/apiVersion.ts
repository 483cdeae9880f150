import type { Call } from "../wire/call.ts";
import { ArmError } from "./armError.ts";

/** Refuses a request whose `api-version` is missing or not one of `supported`. */
export function requireApiVersion(call: Call, supported: readonly string[]): void {
  const version = call.query.get("api-version");
  if (!version) {
    throw new ArmError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  if (!supported.includes(version)) {
    throw new ArmError(
      400,
      "InvalidApiVersionParameter",
      `The api-version '${version}' is invalid. The supported versions are '${supported.join(",")}'.`,
    );
  }
}
