import { expect, it } from "vitest";
import { alice, tenant } from "../testing/fixtures.ts";
import { MemoryScene, type MemoryWindow } from "../testing/memoryScene.ts";

/** A window at whose start nothing of the storage could be read. */
async function startedBlind(scene: MemoryScene): Promise<MemoryWindow> {
  scene.storage.fault = new Error("EACCES");
  const window = await scene.openWindow();
  scene.storage.fault = undefined;
  window.store.setIdentities("vscode", [alice]);
  window.store.setTenants(alice.id, [tenant(1)]);
  return window;
}

it("Forget Everything is obeyed by a window that could not read at its start when that was last used", async () => {
  const scene = new MemoryScene();
  const one = await scene.openWindow();
  const two = await startedBlind(scene);
  scene.clock.advance(10);
  await one.memory.forget();
  for (let i = 0; i < 4; i += 1) {
    await scene.passTime();
  }
  expect([two.store.rows.length, [...scene.storage.texts.keys()]]).toEqual([0, ["forgotten"]]);
});

it("What was forgotten before such a window began is no news to it", async () => {
  const scene = new MemoryScene();
  const one = await scene.openWindow();
  await one.memory.forget();
  scene.clock.advance(10);
  const two = await startedBlind(scene);
  for (let i = 0; i < 4; i += 1) {
    await scene.passTime();
  }
  expect(two.store.rows).toHaveLength(1);
  expect(scene.storage.texts.has("knowledge.json")).toBe(true);
});
