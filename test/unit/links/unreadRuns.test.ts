import { expect, it } from "vitest";
import { type ChangeScene, type ChangeWindow, openScene, ours } from "../testing/changeScene.ts";
import { inDoubt } from "../testing/doubtScene.ts";

/** A window died in the middle of a run, and of that run's files one kind may not be read. */
async function afterCrash(kind: RegExp): Promise<{ scene: ChangeScene; name: string; next: ChangeWindow }> {
  const { scene, window } = await openScene();
  scene.azure().writeFaults = ["lostBefore"];
  await inDoubt(scene, window);
  window.journal.dispose();
  scene.disk = scene.disk.kill();
  const name = [...scene.disk.texts.keys()].find((one) => kind.test(one)) ?? "";
  scene.disk.unreadable.add(name);
  return { scene, name, next: await scene.openWindow() };
}

async function pass(scene: ChangeScene, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    scene.clock.advance(1000);
    for (let turn = 0; turn < 10; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

it("A run that may not be read is told, keeps its owner's file, and is offered once it can be read", async () => {
  const { scene, name, next } = await afterCrash(/\.journal$/);
  expect(next.journal.skipped).toEqual([name]);
  await pass(scene, 60);
  expect([...scene.disk.texts.keys()].filter((one) => one.endsWith(".owner-1"))).toHaveLength(1);
  scene.disk.unreadable.clear();
  await next.journal.readAgain();
  await pass(scene, 60);
  expect(next.journal.skipped).toEqual([]);
  expect(next.journal.interrupted).toHaveLength(1);
});

it("A run whose owner may not be read is told, its row is in doubt, and it is offered once that can be read", async () => {
  const { scene, name, next } = await afterCrash(/\.owner-1$/);
  expect(next.journal.skipped).toEqual([name]);
  expect(next.row().attempt).toMatchObject({ kind: "failed", error: { code: "unclear" } });
  expect(next.journal.interrupted).toEqual([]); // nobody can say that its window is gone
  await pass(scene, 60);
  expect(scene.log.lines.filter((line) => /owner of a run cannot be read.*EACCES/.test(line))).toHaveLength(
    1,
  );
  scene.disk.unreadable.clear();
  await pass(scene, 60);
  expect(next.journal.skipped).toEqual([]);
  expect(next.journal.interrupted).toHaveLength(1);
  await next.resume(next.run.runId);
  expect(next.run.steps[0]?.state).toBe("changed");
  expect(scene.azure().linked).toBe(ours);
});
