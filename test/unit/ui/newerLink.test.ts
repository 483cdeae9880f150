import { expect, it, vi } from "vitest";
import type { StepRecord } from "../../../src/model/journal.ts";
import { standingOf } from "../../../src/ui/interruptedWords.ts";
import { resultWords } from "../../../src/ui/resultWords.ts";
import { runResult, stepSummary } from "../../../src/ui/runWords.ts";
import { step } from "../testing/changeScene.ts";
import type { RunRecord } from "../../../src/model/journal.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_all, index: string) => String(values[Number(index)])),
  },
  env: { language: "en" },
}));

const undone = step(1, "4567890", null);

it("An undo that found a newer link to the same ID says so, and not that another ID was there", () => {
  const link = { partnerId: "4567890", partnerName: "Contoso", version: 3 };
  expect(resultWords("undo", undone, { kind: "foundOther", link })).toBe(
    "Couldn't undo: Tenant 1 is linked to 4567890, “Contoso”, but that link was changed after this change. Nothing was changed.",
  );
  const record: StepRecord = { step: undone, state: "foundOther", after: "4567890", afterName: "Contoso" };
  expect(stepSummary(record, "foundOther")).toMatch(/ · not changed; the link was changed in between$/);
  expect(runResult([record], "foundOther")).toBe("not changed; the link was changed in between");
});

it("One that found another ID says which, as before", () => {
  const link = { partnerId: "111111" };
  expect(resultWords("undo", undone, { kind: "foundOther", link })).toContain("111111");
  const record: StepRecord = { step: undone, state: "foundOther", after: "111111" };
  expect(stepSummary(record, "foundOther")).toMatch(/111111 was there, nothing changed$/);
});

it("An interrupted change is not said to be undone as before where the link was changed there and back", () => {
  const record: StepRecord = {
    step: step(1, "111111", "4567890"),
    state: "announced",
    before: "111111",
    beforeStamp: { version: 1 },
  };
  const run = { plan: { purpose: "update", steps: [record.step] }, steps: [record] } as unknown as RunRecord;
  const found = { step: 0, found: "111111" };
  expect(standingOf(run, [{ ...found, stamp: { version: 1 } }]).text).toContain("as before");
  expect(standingOf(run, [{ ...found, stamp: { version: 3 } }]).text).toContain("changed from elsewhere");
  expect(standingOf(run, [found]).text).toContain("as before");
});
