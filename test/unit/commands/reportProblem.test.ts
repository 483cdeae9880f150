import { describe, expect, it, vi } from "vitest";
import type { CommandParts } from "../../../src/commands/commandParts.ts";
import { reportProblem } from "../../../src/commands/reportProblem.ts";

const { opened } = vi.hoisted(() => ({ opened: [] as string[] }));
vi.mock("vscode", () => ({
  version: "1.105.0",
  env: { appName: "test", appHost: "test", language: "en" },
  extensions: { getExtension: () => ({ packageJSON: { version: "1.0.0" } }) },
  workspace: { openTextDocument: async ({ content }: { content: string }) => opened.push(content) },
  window: { showTextDocument: async () => undefined },
  l10n: { t: (text: string) => text },
}));

/** The report about a log. */
async function report(tail: readonly string[], rows: readonly unknown[] = []): Promise<string> {
  const parts = { store: { identities: [], rows }, log: { tail }, ours: () => new Set() };
  await reportProblem(parts as unknown as CommandParts);
  return opened.at(-1) ?? "";
}

const gone = "6fd1f2f0-1111-4000-8000-000000000001";
const other = "6FD1F2F0-2222-4000-8000-000000000002";
const correlation = "78d11590-60d1-470b-b211-e09b67177edf";

describe("A report of a problem", () => {
  it("names no tenant, also none of accounts that are gone; the same one always has the same number", async () => {
    const text = await report([
      `check failed in ${gone}: forbidden 403 correlation id ${correlation}`,
      `check failed in ${other}: forbidden`,
      `check failed in ${gone}: forbidden; ${gone.replaceAll("-", "")}`,
    ]);
    expect(text).not.toMatch(/6fd1f2f0/i);
    expect(text).toContain(
      [
        `check failed in <ID 1>: forbidden 403 correlation id ${correlation}`,
        "check failed in <ID 2>: forbidden",
        "check failed in <ID 1>: forbidden; <ID 1>",
      ].join("\n"),
    );
  });

  it("names a tenant that is there by its number, also if its name holds characters that are not seen", async () => {
    const row = {
      tenant: { tenantId: gone, displayName: "Con\u200btoso", kind: "guest" },
      mark: {},
      knowledge: { kind: "nothing" },
      attempt: { kind: "none" },
    };
    const text = await report([`failed in ${gone}: Contoso said no`], [row]);
    expect(text).toContain("failed in <tenant 1>: <tenant 1> said no");
  });

  it("keeps the log in its fence, whatever is in it", async () => {
    const text = await report(["a ```` b", "```", "# forged"]);
    const fence = /^(`{3,})text$/m.exec(text)?.[1] ?? "";
    expect(fence.length).toBeGreaterThan(4);
    expect(text.split(fence)).toHaveLength(3);
  });

  it("does not tell who works at this computer", async () => {
    vi.stubEnv("USER", "aliddell");
    vi.stubEnv("HOME", "/data/people/aliddell");
    expect(await report(["open /data/people/aliddell/x, aliddell"])).not.toContain("aliddell");
    vi.unstubAllEnvs();
  });
});
