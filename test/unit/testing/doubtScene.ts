import { expect } from "vitest";
import { type ChangeScene, type ChangeWindow, ours, planOf, step } from "./changeScene.ts";

/** Begins to link, and waits until the step is in doubt. */
export async function inDoubt(
  scene: ChangeScene,
  window: ChangeWindow,
  signal?: AbortSignal,
): Promise<() => boolean> {
  let isDone = false;
  const plan = planOf("link", [step(1, null, ours)]);
  const done = window.changes.run(plan, window.options({ ...(signal && { signal }) }));
  void done.then(() => (isDone = true));
  await passTurns(() => window.inDoubt > 0);
  expect(scene.azure().requests).toEqual(["GET", `PUT ${ours}`, "GET"]);
  return () => isDone;
}

/** Lets the windows do what they can do without time passing. */
export async function passTurns(isDone: () => boolean = () => false): Promise<void> {
  for (let turn = 0; turn < 200 && !isDone(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets time pass in small steps. */
export async function pass(scene: ChangeScene, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1000) {
    scene.clock.advance(Math.min(left, 1000));
    await passTurns();
  }
}
