import { eventually } from "../vscode/screen.ts";
import type { Webview } from "../vscode/webview.ts";
import type { Workbench } from "../vscode/workbench.ts";

/** What a person sees of the overview's table: the indices of its first and last row in sight. */
export interface Seen {
  readonly first: number;
  readonly last: number;
}

/** What the page tells of its table. */
interface Look extends Seen {
  /** Of the rows that have to be in sight, those that are not, or not in their place, or have another name. */
  readonly wrong: readonly string[];
  /** The rows in the page, in sight or not. */
  readonly drawn: number;
}

/** What the page keeps for us. */
interface Watched {
  lookAtTable?: () => Look;
  framesSeen?: number;
  blankFrames?: number;
  longestBlank?: number;
}

/** More would mean that the page keeps what nobody sees. */
const mostDrawn = 80;

/** Watches which rows of the overview's table are in sight while it is scrolled. */
export class TableWatch {
  readonly #page: Workbench["page"];
  readonly #webview: Webview;
  readonly #names: readonly string[];

  /** @param names of all rows, in the order of the table. */
  constructor(page: Workbench["page"], webview: Webview, names: readonly string[]) {
    this.#page = page;
    this.#webview = webview;
    this.#names = names;
  }

  /**
   * Waits until the table stands still, every row that has to be in sight is there, in its place and with its name, and
   * where it stands is accepted.
   */
  async settled(accepted: (first: number, last: number) => boolean = () => true): Promise<Seen> {
    await this.#begin();
    const frame = await this.#webview.frame();
    let before = -1;
    return eventually(
      this.#page,
      "A table that stands still and shows all rows in sight",
      async () => {
        const look = await frame.evaluate(() => (globalThis as Watched).lookAtTable?.());
        const still = look?.first === before;
        before = look?.first ?? -1;
        return { first: -1, last: -1, wrong: ["no table"], drawn: 0, ...look, still };
      },
      ({ first, last, wrong, drawn, still }) =>
        still && wrong.length === 0 && drawn > 0 && drawn <= mostDrawn && accepted(first, last),
    );
  }

  /** The index of the row at which the keyboard is, and which a screen reader reads; -1 if there is none. */
  async active(): Promise<number> {
    const grid = await this.#webview.locator(".grid");
    const id = await grid.getAttribute("aria-activedescendant");
    return Number(id?.replace("row-", "") ?? -1);
  }

  /** From now on each frame is looked at. */
  async watchFrames(): Promise<void> {
    await this.#begin();
    const frame = await this.#webview.frame();
    await frame.evaluate(() => {
      const watched = globalThis as Watched;
      const look = (): void => {
        const blank = (watched.lookAtTable?.().wrong.length ?? 0) > 0;
        watched.framesSeen = (watched.framesSeen ?? 0) + 1;
        watched.blankFrames = blank ? (watched.blankFrames ?? 0) + 1 : 0;
        watched.longestBlank = Math.max(watched.longestBlank ?? 0, watched.blankFrames);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }

  /** How many frames were looked at, and how many running lacked a row at most. */
  async framesWatched(): Promise<{ frames: number; longestBlank: number }> {
    const frame = await this.#webview.frame();
    return frame.evaluate(() => {
      const { framesSeen = 0, longestBlank = 0 } = globalThis as Watched;
      return { frames: framesSeen, longestBlank };
    });
  }

  /** Drags the table to a share of its length, over some places in between, as a dragged scroll bar would. */
  async dragTo(share: number): Promise<void> {
    const frame = await this.#webview.frame();
    await frame.evaluate(
      (share) =>
        new Promise<void>((resolve) => {
          const grid = document.querySelector(".grid") ?? document.body;
          const from = grid.scrollTop;
          const to = share * (grid.scrollHeight - grid.clientHeight);
          let step = 0;
          const move = (): void => {
            step += 1;
            grid.scrollTop = from + ((to - from) * step) / 8;
            if (step < 8) {
              requestAnimationFrame(move);
            } else {
              resolve();
            }
          };
          requestAnimationFrame(move);
        }),
      share,
    );
  }

  /** Gives the page the means to look at its table. */
  async #begin(): Promise<void> {
    const frame = await this.#webview.frame();
    await frame.evaluate((names) => {
      const rowHeight = 28;
      (globalThis as Watched).lookAtTable ??= () => {
        const grid = document.querySelector(".grid") ?? document.body;
        const head = document.querySelector(".grid-head")?.getBoundingClientRect();
        const top = head?.bottom ?? 0;
        const bottom = grid.getBoundingClientRect().top + grid.clientHeight;
        const first = Math.floor(grid.scrollTop / rowHeight);
        const last = Math.min(names.length - 1, Math.ceil((grid.scrollTop + bottom - top) / rowHeight) - 1);
        const rows = [...document.querySelectorAll(".grid-body [role=row]")];
        const byIndex = new Map(rows.map((row) => [row.getAttribute("aria-rowindex"), row]));
        const wrong: string[] = [];
        for (let index = first; index <= last; index += 1) {
          const row = byIndex.get(String(index + 2));
          const place = top + index * rowHeight - grid.scrollTop;
          const there = row && Math.abs(row.getBoundingClientRect().top - place) < 2;
          if (!there || row.querySelector(".cell-name")?.textContent?.trim() !== names[index]) {
            wrong.push(`${index}: ${row?.textContent ?? "no row"}`);
          }
        }
        return { first, last, wrong, drawn: rows.length };
      };
    }, this.#names);
  }
}
