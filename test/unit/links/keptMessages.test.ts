import { describe, expect, it } from "vitest";
import { RowWork } from "../../../src/links/rowWork.ts";
import { journaledError } from "../../../src/links/stepEnd.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { Row } from "../../../src/model/row.ts";

/** What a row keeps of an error as the reason. */
function reason(error: PalError): unknown {
  let row = { knowledge: { kind: "nothing" }, attempt: { kind: "none" } } as unknown as Row;
  const work = new RowWork("check", { kind: "none" }, { now: () => 1 } as never, {
    change: (how) => (row = how(row)),
    isMine: () => true,
    release: () => undefined,
  });
  work.fail(error);
  return row.reason?.azureMessage;
}

const kept = [
  ["journal", (error: PalError): unknown => journaledError(error).azureMessage],
  ["row", reason],
] as const;

describe.each(kept)("What a %s keeps of Microsoft's words", (_where, keep) => {
  it("names nobody", () => {
    const azureMessage = `User 'alice%40contoso.com' or alice_contoso.com#EXT# at https://a.example/?x=alice`;
    expect(keep(new PalError("forbidden", { azureMessage }))).toBe(
      "User '***@***' or ***@*** at https://a.example/?***",
    );
  });

  it("is masked before it is cut", () => {
    for (let padding = 580; padding < 605; padding += 1) {
      const azureMessage = `${"x".repeat(padding)} alice@contoso.com`;
      expect(keep(new PalError("forbidden", { azureMessage }))).not.toContain("alice");
    }
  });
});
