import { beforeEach, describe, expect, it } from "vitest";
import { tenant } from "../testing/fixtures.ts";
import { MemoryScene, type MemoryWindow } from "../testing/memoryScene.ts";

const [first, second] = [tenant(1).tenantId, tenant(2).tenantId];

let scene: MemoryScene;
let one: MemoryWindow;
beforeEach(async () => {
  scene = new MemoryScene();
  one = await scene.openWindow();
  await one.memory.mark([first], () => ({ name: "Secret customer" }));
});

function stored(): string | undefined {
  return scene.storage.texts.get("marks.json");
}

describe("A mark that is made after everything was forgotten in another window", () => {
  it("is alone, where the window was not told", async () => {
    scene.storage.watch = () => ({ dispose: () => undefined }); // no watches left
    const other = await scene.openWindow();
    await one.memory.forget();
    await other.memory.mark([second], () => ({ hidden: true }));
    expect(stored()).not.toContain("Secret customer");
    expect([...other.store.marks]).toEqual([[second, { hidden: true }]]);
  });

  it("is alone, at once", async () => {
    const other = await scene.openWindow();
    await one.memory.forget().then(() => other.memory.mark([second], () => ({ hidden: true })));
    await scene.idle();
    expect(stored()).not.toContain("Secret customer");
    expect([...other.store.marks]).toEqual([[second, { hidden: true }]]);
  });

  it("is alone, where that happened while it was written", async () => {
    scene.storage.watch = () => ({ dispose: () => undefined });
    const other = await scene.openWindow();
    const swap = scene.storage.swap.bind(scene.storage);
    scene.storage.swap = async (name, before, text) => {
      scene.storage.swap = swap;
      await one.memory.forget();
      return swap(name, before, text);
    };
    await other.memory.mark([second], () => ({ hidden: true }));
    expect(stored()).not.toContain("Secret customer");
    expect([...other.store.marks]).toEqual([[second, { hidden: true }]]);
  });

  it("is not made where it cannot be read whether everything was", async () => {
    scene.storage.watch = () => ({ dispose: () => undefined });
    const other = await scene.openWindow();
    await one.memory.forget();
    const read = scene.storage.read.bind(scene.storage);
    scene.storage.read = (name) => (name === "forgotten" ? Promise.reject(new Error("EACCES")) : read(name));
    await expect(other.memory.mark([second], () => ({ hidden: true }))).rejects.toThrow("EACCES");
    await expect(other.memory.pin("a" as never, true)).rejects.toThrow("EACCES");
    expect(stored()).toBeUndefined();
    expect(other.store.marks.has(second)).toBe(false);
  });
});
