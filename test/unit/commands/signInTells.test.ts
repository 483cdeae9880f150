import { expect, it, vi } from "vitest";
import type { CommandParts } from "../../../src/commands/commandParts.ts";
import { signIn } from "../../../src/commands/signIn.ts";
import { TestLog } from "../testing/fixtures.ts";

const never = new Promise<never>(() => {});

vi.mock("vscode", () => ({
  workspace: {
    workspaceFolders: [{ uri: { scheme: "file", path: "/dead-share" } }],
    fs: { stat: () => never, readFile: () => never },
    getConfiguration: () => ({}),
  },
  Uri: { joinPath: (uri: unknown) => uri },
  l10n: { t: (text: string) => text },
}));
vi.mock("../../../src/commands/whereToSignIn.ts", () => ({ whereToSignIn: () => Promise.resolve({}) }));

it("Signing in does not wait for a workspace that never answers", async () => {
  const signedIn: unknown[] = [];
  const parts = {
    source: { signIn: (request: unknown) => Promise.resolve(signedIn.push(request)) },
    sweep: { freshenAfterSignIn: () => Promise.resolve() },
    log: new TestLog(),
  };
  await signIn(parts as unknown as CommandParts);
  expect(signedIn).toHaveLength(1);
});
