import { describe, expect, it } from "vitest";
import { readTokenClaims } from "../../../src/identity/tokenClaims.ts";

const jwt = (claims: unknown): string => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;

describe("A token", () => {
  it("tells when it ends, which tenant it is of and who it is for", () => {
    const token = jwt({
      exp: 1_700_000_000,
      tid: "AAAAAAAA-0000-4000-8000-000000000001",
      oid: "BBBBBBBB-0000-4000-8000-000000000002",
      name: "Zoë ÿ",
    });
    expect(readTokenClaims(token)).toEqual({
      expiresAt: 1_700_000_000_000,
      tenantId: "aaaaaaaa-0000-4000-8000-000000000001",
      objectId: "bbbbbbbb-0000-4000-8000-000000000002",
    });
  });

  it.each([
    ["opaque", "not-a-jwt"],
    ["empty", ""],
    ["broken", "a.%%%.c"],
    ["of another shape", jwt(["exp"])],
    ["null", jwt(null)],
    ["of wrong types", jwt({ exp: "soon", tid: 5, oid: null })],
  ])("that is %s gives no claims and no error", (_what, token) => {
    expect(readTokenClaims(token)).toEqual({});
  });
});
