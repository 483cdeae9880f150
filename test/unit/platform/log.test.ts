import { describe, expect, it, vi } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { Log } from "../../../src/platform/log.ts";

const { lines } = vi.hoisted(() => ({ lines: [] as string[] }));
vi.mock("vscode", () => ({
  window: {
    createOutputChannel: () => ({
      info: (line: string) => lines.push(line),
      error: (line: string) => lines.push(line),
      dispose: () => undefined,
    }),
  },
}));

/** What the log holds after one entry. */
function logged(write: (log: Log) => void): string {
  lines.length = 0;
  const log = new Log("test");
  write(log);
  expect(lines).toHaveLength(1);
  const [kept = ""] = log.tail;
  expect(kept).toMatch(/^\S+ \[(info|error)\] /);
  expect(kept.endsWith(lines[0] ?? "?")).toBe(true);
  return lines[0] ?? "";
}

const forging = "x\n2026-01-01 [info] forged\u2028\u202egnp\u200b\u001b[31m";

describe("A line of the log", () => {
  it.each([
    ["a variable", (log: Log) => log.info("listed", forging)],
    ["a place", (log: Log) => log.error("failed", new PalError("forbidden"), forging)],
    ["a message", (log: Log) => log.error("failed", new Error(forging))],
    [
      "the name of an error",
      (log: Log) => log.error("failed", Object.assign(new Error("x"), { name: forging })),
    ],
    ["a code of Azure", (log: Log) => log.error("failed", new PalError("forbidden", { azureCode: forging }))],
    [
      "a code of the network",
      (log: Log) => log.error("failed", new PalError("unreachable", { networkCode: forging })),
    ],
    ["an ID", (log: Log) => log.error("failed", new PalError("forbidden", { correlationId: forging }))],
    ["what is no error", (log: Log) => log.error("failed", forging)],
    ["a cause", (log: Log) => log.error("failed", new PalError("unexpected", {}, new Error(forging)))],
  ])("stays one, whatever is in %s", (_what, write) => {
    expect(logged(write)).toMatch(/^[ -~]+$/);
  });

  it("holds no address, token, home folder or query, wherever it comes from", () => {
    const who = "/home/alice/x alice%40contoso.com alice_contoso.com#EXT# https://a.example/?hint=alice";
    for (const write of [
      (log: Log) => log.info("listed", who),
      (log: Log) => log.error("failed", new Error(who)),
      (log: Log) => log.error("failed", who),
      (log: Log) => log.error("failed", undefined, who),
    ]) {
      expect(logged(write)).not.toContain("alice");
    }
  });

  it.each([
    "alice%\u200b40contoso.com",
    "alice_contoso.com#E\u200bXT#",
    "/ho\u200bme/alice",
    "code=al\u00adice",
  ])("holds nobody's name beside what cannot be seen: %j", (who) => {
    expect(logged((log) => log.info("listed", who))).not.toContain("ali");
    expect(logged((log) => log.error("failed", new Error(who), who))).not.toContain("ali");
  });

  it("is masked before it is cut", () => {
    for (let padding = 150; padding < 220; padding += 1) {
      const message = `${"x".repeat(padding)} alice@contoso.com`;
      expect(logged((log) => log.error("failed", new Error(message)))).not.toContain("alice");
      expect(logged((log) => log.error("failed", message))).not.toContain("alice");
    }
  });

  it("tells the name that stands between quotation marks to nobody, however long it is", () => {
    const message = `${"x".repeat(190)} 'Contoso' and more`;
    expect(logged((log) => log.error("failed", new Error(message)))).not.toContain("Cont");
  });

  it("is not endless", () => {
    expect(logged((log) => log.info("listed", "x ".repeat(500_000))).length).toBeLessThan(2100);
  });
});
