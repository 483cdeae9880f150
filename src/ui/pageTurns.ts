import * as vscode from "vscode";
import type { Told } from "./pageChange.ts";
import { OneAtATime } from "./oneAtATime.ts";

/** Where a browser opens without a question, a page could open one window after the other. Milliseconds. */
const betweenPortals = 1000;

/**
 * What the pages of a window have to take turns in, all of them together: a page that went wrong must not pile up questions
 * or windows, or change one tenant after the other before anybody can look.
 */
export class PageTurns {
  /** Whatever puts a question to the person: dialogs, boxes, sign-ins, the choice of a file. */
  readonly questions = new OneAtATime();
  /** Links that are made without a question. */
  readonly links = new OneAtATime();
  readonly #portals = new OneAtATime();

  /** Puts a question; says so if another one is open. @param ask is given what to call when it is answered, before it ends. */
  async ask(ask: (answered: () => void) => Promise<Told>): Promise<Told> {
    const leave = this.questions.enter();
    if (!leave) {
      return {
        how: "stopped",
        words: vscode.l10n.t("Nothing was done because another question is open. Answer it, then try again."),
        canUndo: false,
      };
    }
    try {
      return await ask(leave);
    } finally {
      leave();
    }
  }

  /** As `ask`, and not again at once: a second press is none. */
  async openPortal(open: () => Promise<Told>): Promise<Told> {
    const leave = this.#portals.enter();
    if (!leave) {
      return { how: "cancelled", words: "", canUndo: false };
    }
    try {
      return await this.ask(open);
    } finally {
      setTimeout(leave, betweenPortals);
    }
  }
}
