import { describe, expect, it, vi } from "vitest";
import { unusualWords } from "../../../src/ui/unusualPartnerId.ts";

vi.mock("vscode", async () => {
  const { anyVscode } = await import("../testing/anyVscode.ts");
  return anyVscode({
    l10n: {
      t: (text: string, ...given: unknown[]) => text.replace(/\{(\d)\}/g, (_, n) => String(given[Number(n)])),
    },
  });
});

describe("What is unusual about a partner ID", () => {
  it.each([
    ["0000012", "0000012 starts with 0; partner IDs usually don't."],
    ["00012345", "00012345 starts with 0; partner IDs usually don't."],
    ["01", "01 starts with 0; partner IDs usually don't."],
    ["1", "1 has 1 digit; partner IDs usually have 5 to 9."],
    ["12345678901234", "12345678901234 has 14 digits; partner IDs usually have 5 to 9."],
    ["4567890", undefined],
  ])("is told: %s", (partnerId, words) => {
    expect(unusualWords(partnerId)).toBe(words);
  });
});
