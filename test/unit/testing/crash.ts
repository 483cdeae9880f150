import type { ChangeScene, ChangeWindow } from "./changeScene.ts";

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
