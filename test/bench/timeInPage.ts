import type { Workbench } from "../vscode/workbench.ts";
import { missing } from "../vscode/screen.ts";

/** Something to see: an element that the selector finds and that contains all of the texts. */
export interface Sight {
  readonly selector: string;
  readonly texts: readonly string[];
}

const patienceMs = 30_000;

/**
 * Milliseconds from the person's next press (of the mouse or a key, made by `act`) to the frame in which all the sights
 * are there, by the page's own clock. Throws with what is on the screen if that takes too long.
 */
export async function timeInPage(
  page: Workbench["page"],
  press: "mousedown" | "keydown",
  sights: readonly Sight[],
  act: () => Promise<void>,
): Promise<number> {
  const watch = await page.evaluateHandle(watchSights, { press, sights, patienceMs });
  try {
    await act();
    const time = await watch.evaluate(({ time }) => time);
    if (time === undefined) {
      throw await missing(page, `${JSON.stringify(sights)} did not appear`);
    }
    return time;
  } finally {
    await watch.dispose();
  }
}

interface Watched {
  readonly press: "mousedown" | "keydown";
  readonly sights: readonly Sight[];
  readonly patienceMs: number;
}

/** Runs in the page. The time is undefined when patience ends. */
function watchSights({ press, sights, patienceMs }: Watched): { time: Promise<number | undefined> } {
  // Here, because only what is inside of this function gets into the page.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const isThere = ({ selector, texts }: Sight): boolean =>
    [...document.querySelectorAll(selector)].some(
      (element) => element.checkVisibility() && texts.every((text) => element.textContent?.includes(text)),
    );
  const watchedFrom = performance.now();
  let pressedAt: number | undefined;
  const remember = (event: Event): void => {
    pressedAt ??= event.timeStamp;
  };
  addEventListener(press, remember, { capture: true });
  const time = new Promise<number | undefined>((resolve) => {
    const look = (now: number): void => {
      const seen = pressedAt !== undefined && sights.every(isThere);
      if (seen || now > watchedFrom + patienceMs) {
        removeEventListener(press, remember, { capture: true });
        resolve(seen && pressedAt !== undefined ? now - pressedAt : undefined);
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
  return { time };
}
