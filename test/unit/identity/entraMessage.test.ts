import { describe, expect, it } from "vitest";
import { readEntraMessage } from "../../../src/identity/entraMessage.ts";

const told = (code: string): string =>
  `invalid_grant: AADSTS${code}: User account '{EUII Hidden}' does not exist in tenant 'Wingtip Toys'. Trace ID: 9f377461-6041-447e-9655-76ec660a0a84 Correlation ID: 78d11590-60d1-470b-b211-e09b67177edf Timestamp: 2026-11-22 14:49:57Z`;

describe("What Entra says when a person signs in", () => {
  it.each([
    ["50020", "noAccount"],
    ["90072", "noAccount"],
    ["50076", "mfaNeeded"],
    ["90002", "unknownTenant"],
    ["53003", "signInFailed"],
    ["500201", "signInFailed"],
  ])("is understood by its code: AADSTS%s is %s", (code, meaning) => {
    expect(readEntraMessage(told(code)).code).toBe(meaning);
  });

  it("is kept in words, with the correlation ID by itself", () => {
    expect(readEntraMessage(told("53003")).details).toEqual({
      azureCode: "AADSTS53003",
      azureMessage:
        "invalid_grant: AADSTS53003: User account '{EUII Hidden}' does not exist in tenant 'Wingtip Toys'.",
      correlationId: "78d11590-60d1-470b-b211-e09b67177edf",
    });
  });

  it("is a failed sign-in when it is anything else", () => {
    const { code, details } = readEntraMessage("The disk is full.");
    expect({ code, details }).toEqual({
      code: "signInFailed",
      details: { azureMessage: "The disk is full." },
    });
  });
});
