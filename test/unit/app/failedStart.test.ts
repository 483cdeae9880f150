import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startAppEngine, showTree } from "../../../src/appEngine.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { loadOnce } from "../../../src/platform/loadOnce.ts";
import type { Log } from "../../../src/platform/log.ts";
import type { TenantView } from "../../../src/ui/tenantView.ts";
import { createViews } from "../../../src/ui/views.ts";
import { alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

/** Follows what sweeps do; fails as often as it is told to. */
const sweepProgress = vi.hoisted(() => ({ failures: 0, open: 0 }));
const accounts = vi.hoisted(() => ({ asked: 0, list: (): Promise<unknown[]> => Promise.resolve([]) }));

vi.mock("vscode", async () => {
  const { anyVscode } = await import("../testing/anyVscode.ts");
  return anyVscode({
    authentication: {
      getAccounts: () => {
        accounts.asked += 1;
        return accounts.list();
      },
      onDidChangeSessions: () => ({ dispose: () => undefined }),
    },
  });
});
vi.mock("../../../src/ui/sweepProgress.ts", () => ({
  showSweepProgress: () => {
    if (sweepProgress.failures > 0) {
      sweepProgress.failures -= 1;
      throw new Error("VS Code is not ready");
    }
    sweepProgress.open += 1;
    return { dispose: () => (sweepProgress.open -= 1) };
  },
}));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pal-start-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What is there before the engine, with one account and one tenant known. */
function scene(): {
  start: () => ReturnType<typeof startAppEngine>;
  view: TenantView;
  store: LinkStore;
  log: TestLog;
} {
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, [tenant(1)]);
  const views = createViews(store, { get: () => undefined, update: () => Promise.resolve(), keys: () => [] });
  const log = new TestLog();
  const loadTree = loadOnce(() => showTree(store, views));
  // The keychain never answers.
  const secretStorage = {
    keys: () => new Promise<string[]>(() => undefined),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const start = (): ReturnType<typeof startAppEngine> =>
    startAppEngine({
      store,
      folder: { fsPath: folder } as never,
      secretStorage: secretStorage as never,
      log: log as unknown as Log,
      views,
      loadTree,
      tellInterrupted: () => Promise.resolve(),
    });
  return { start, view: views.tree, store, log };
}

it("A start that fails leaves nothing behind: the next one has the same tree, which still knows its nodes", async () => {
  const { start, view } = scene();
  accounts.list = () => Promise.resolve([{ id: alice.accountId, label: alice.label }]);
  sweepProgress.failures = 1;
  await expect(start()).rejects.toThrow("VS Code is not ready");
  expect(sweepProgress.open).toBe(0);
  const [node] = view.getChildren(); // VS Code asks for them whenever it likes
  const { tree, watching } = await start();
  expect(node && tree.owns(node)).toBe(true);
  expect(view.getChildren()[0]).toBe(node);
  expect(sweepProgress.open).toBe(1);
  watching.dispose();
  expect(sweepProgress.open).toBe(0);
});

it("Accounts that cannot be listed do not keep the engine from starting, and are listed again", async () => {
  const { start, store, log } = scene();
  accounts.asked = 0;
  accounts.list = () => Promise.reject(new Error("Canceled"));
  const { watching } = await start();
  await vi.waitFor(() => expect(log.lines.join("\n")).toContain("Canceled"));
  expect(store.identities).toHaveLength(1);
  accounts.list = () => Promise.resolve([]); // signed out meanwhile
  await vi.waitFor(() => expect(store.identities).toEqual([]), { timeout: 5000 });
  expect(accounts.asked).toBe(2);
  watching.dispose();
});

it("Accounts that are never listed, and a keychain that never answers, keep nobody waiting", async () => {
  const { start } = scene();
  accounts.list = () => new Promise(() => undefined);
  const { watching, journal } = await start();
  expect(journal.interrupted).toEqual([]);
  watching.dispose();
});
