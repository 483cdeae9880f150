import { expect, it, vi } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { errorWords, shortErrorWords } from "../../../src/ui/errorWords.ts";

vi.mock("vscode", () => ({
  l10n: { t: (text: string, ...values: string[]) => text.replace("{0}", values[0] ?? "{0}") },
}));

function saidOf(code: string | undefined): string {
  const cause = Object.assign(new Error("no"), code === undefined ? {} : { code });
  // As it comes: from the port, and once more through whoever asked for it.
  const error = new PalError("noJournal", {}, new PalError("noJournal", {}, cause));
  expect(errorWords(error)).toBe(shortErrorWords(error));
  return errorWords(error);
}

it.each([
  ["ENOSPC", "disk space"],
  ["EDQUOT", "disk space"],
  ["EACCES", "who may write"],
  ["EPERM", "who may write"],
  ["EROFS", "who may write"],
  ["EIO", "reports EIO: check the disk"],
  ["ESTALE", "reports ESTALE: check the disk"],
])("The advice for a history that cannot be written fits the error: %s", (code, advice) => {
  expect(saidOf(code)).toContain(advice);
  expect(saidOf(code)).toContain("nothing was sent");
});

it("No advice is given where nobody knows why", () => {
  for (const code of [undefined, "[press here](command:x)", "eio"]) {
    expect(saidOf(code)).toBe("Couldn't write the history of changes, so nothing was sent. Try again.");
  }
});
