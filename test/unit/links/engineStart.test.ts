import { expect, it, vi } from "vitest";
import { allOrNothing } from "../../../src/links/allOrNothing.ts";
import { type Engine, startEngine } from "../../../src/links/engine.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { ChangeScene, ours } from "../testing/changeScene.ts";
import { crashingWindow } from "../testing/crash.ts";
import { alice, TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";

/** A window that starts over the scene's disk, and knows its tenants. */
async function start(scene: ChangeScene, store: LinkStore, storage = new TestStorage()): Promise<Engine> {
  const { clock, arm, disk } = scene;
  return startEngine({
    source: {
      list: () => Promise.reject(new Error("Canceled")), // the sign-in extension is just starting
      silentToken: () => Promise.reject(new Error("not used here")),
      interactiveToken: () => Promise.reject(new Error("not used here")),
      signIn: () => Promise.reject(new Error("not used here")),
    },
    arm,
    store,
    storage,
    journalPort: disk,
    clock,
    log: new TestLog(),
    newId: () => crypto.randomUUID(),
  });
}

function storeOf(scene: ChangeScene): LinkStore {
  const store = new LinkStore(scene.clock);
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, scene.tenants);
  return store;
}

it("After a crash the row of a write that was announced is in doubt at once, although its owner may be alive", async () => {
  const scene = new ChangeScene();
  const { window, died } = await crashingWindow(scene, "before PUT");
  void window.link(ours);
  await died;
  scene.disk = scene.disk.kill();
  const store = storeOf(scene);
  const { journal } = await start(scene, store);
  expect(journal.interrupted).toEqual([]); // so soon nobody can tell
  expect(store.rows[0]).toMatchObject({
    knowledge: { kind: "nothing" },
    attempt: { kind: "failed", work: "link", error: { code: "unclear" } },
  });
});

it("What another window that lives on links is known here, although it was in doubt at the start", async () => {
  const scene = new ChangeScene();
  const storage = new TestStorage();
  const first = storeOf(scene);
  const engine = await start(scene, first, storage);
  vi.spyOn(engine.gate, "silent").mockImplementation((_who, id) => Promise.resolve(scene.token("t", id)));
  const { promise: go, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const azure = scene.azure();
  const create = azure.createLink.bind(azure);
  azure.createLink = async (call, id) => {
    reach();
    await go;
    return create(call, id);
  };
  const { tenantId } = scene.tenants[0] ?? { tenantId: "" };
  const step = { identityId: alice.id, accountLabel: "", tenantId, tenantName: "", from: null, wanted: ours };
  const run = engine.changes.run(
    { purpose: "link", steps: [step] },
    { signIn: () => Promise.reject(new Error("not used here")) },
  );
  await reached;
  const store = storeOf(scene);
  const second = await start(scene, store, storage);
  expect(store.rows[0]?.attempt).toMatchObject({ kind: "failed", error: { code: "unclear" } });
  goOn();
  scene.clock.advance(1);
  await run;
  await engine.memory.flush();
  await vi.waitFor(() =>
    expect(store.rows[0]).toMatchObject({
      knowledge: { kind: "linked", link: { partnerId: ours } },
      attempt: { kind: "none" },
    }),
  );
  second.memory.dispose();
});

it("An engine that cannot be started leaves nobody behind who follows store, memory or journal", async () => {
  const scene = new ChangeScene();
  await crashed(scene);
  const store = storeOf(scene);
  const storage = new TestStorage();
  const watches = { open: 0 };
  const counted = <W extends { dispose(): void }>(watch: W): W => {
    watches.open += 1;
    return { ...watch, dispose: () => ((watches.open -= 1), watch.dispose()) };
  };
  const watchStorage = storage.watch.bind(storage);
  storage.watch = (...given) => counted(watchStorage(...given));
  const watchDisk = scene.disk.watch.bind(scene.disk);
  scene.disk.watch = (...given) => counted(watchDisk(...given));
  const onDidChange = store.onDidChange.bind(store);
  Object.assign(store, {
    onDidChange: (...given: Parameters<typeof onDidChange>) => counted(onDidChange(...given)),
  });
  const rows = vi.spyOn(store, "row").mockImplementation(() => {
    throw new Error("out of memory");
  });
  await expect(start(scene, store, storage)).rejects.toThrow("out of memory");
  expect(watches.open).toBe(0);
  rows.mockRestore();
  await start(scene, store, storage);
  expect(watches.open).toBeGreaterThan(0);
});

async function crashed(scene: ChangeScene): Promise<void> {
  const { window, died } = await crashingWindow(scene, "before PUT");
  void window.link(ours);
  await died;
}

it("Of what cannot be made whole, the parts that were made are closed, the newest first", async () => {
  const closed: string[] = [];
  const part = (name: string): { dispose(): void } => ({ dispose: () => void closed.push(name) });
  const failing = allOrNothing((keep) => {
    keep(part("first"));
    keep(part("second"));
    return Promise.reject(new Error("no third"));
  });
  await expect(failing).rejects.toThrow("no third");
  expect(closed).toEqual(["second", "first"]);
  expect(await allOrNothing((keep) => Promise.resolve(keep(part("kept")) && "whole"))).toBe("whole");
  expect(closed).toHaveLength(2);
});
