import { vi } from "vitest";
import { type ChangeScene, type ChangeWindow, ours } from "./changeScene.ts";

/** A window that is going to die. */
export interface DyingWindow {
  readonly window: ChangeWindow;
  /** It is dead: nothing that it asks for is ever done or answered. */
  readonly died: Promise<void>;
  /** So many calls it has made, or half made. */
  readonly calls: () => number;
}

/**
 * Opens a window that dies at a call of a port, before or after what was asked for is done.
 *
 * @param where which call: its number, or its name, such as `after PUT`.
 * @param nth the how-manieth of that name.
 */
export async function crashingWindow(
  scene: ChangeScene,
  where: string | number,
  nth = 1,
): Promise<DyingWindow> {
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  let isOpen = false;
  let isDead = false;
  let calls = 0;
  let named = 0;
  const window = await scene.openWindow((call) => {
    calls += isOpen ? 1 : 0;
    named += call === where ? 1 : 0;
    if (isOpen && (calls === where || (call === where && named === nth))) {
      isDead = true;
      die();
    }
    return isDead ? new Promise(() => undefined) : Promise.resolve();
  });
  isOpen = true;
  return { window, died, calls: () => calls };
}

/** A window that falls asleep, and wakes up where it was. */
export interface SleepingWindow {
  readonly window: ChangeWindow;
  readonly isAsleep: Promise<void>;
  readonly wake: () => void;
}

/** Opens a window that falls asleep at the first call of this name, such as `after PUT`. */
export async function sleepingWindow(scene: ChangeScene, where: string): Promise<SleepingWindow> {
  const { promise: isAsleep, resolve: sleep } = Promise.withResolvers<void>();
  const { promise: isAwake, resolve: wake } = Promise.withResolvers<void>();
  let isSleeping = false;
  const window = await scene.openWindow((call) => {
    if (call === where && !isSleeping) {
      isSleeping = true;
      sleep();
    }
    return isSleeping ? isAwake : Promise.resolve();
  });
  return { window, isAsleep, wake };
}

/** A window that linked, and died when this call was to be made, or was over. Gives the next window. */
export async function interrupted(scene: ChangeScene, where: string, nth = 1): Promise<ChangeWindow> {
  const { window, died } = await crashingWindow(scene, where, nth);
  void window.link(ours);
  await died;
  scene.disk = scene.disk.kill();
  scene.clock.advance(20_000);
  return scene.openWindow();
}

/** Lets a second pass again and again, until it is as it should be. */
export function passTime(scene: ChangeScene, check: () => void): Promise<void> {
  return vi.waitFor(
    () => {
      scene.clock.advance(1000);
      check();
    },
    { interval: 1 },
  );
}
