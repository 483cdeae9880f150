import * as vscode from "vscode";
import type { Told } from "./pageChange.ts";
import { OneAtATime } from "./oneAtATime.ts";

/** Where a browser opens without a question, a page could open one window after the other. Milliseconds. */
const betweenPortals = 1000;

/** Within this time after one portal window the person is asked before another one opens. Milliseconds. */
const unaskedPortals = 60_000;

const cancelled: Told = { how: "cancelled", words: "", canUndo: false };

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
  #lastPortal = Number.NEGATIVE_INFINITY;

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

  /** As `ask`, and not again at once: a second press is none. Soon after another one, only if the person agrees. */
  async openPortal(open: () => Promise<Told>): Promise<Told> {
    const leave = this.#portals.enter();
    if (!leave) {
      return cancelled;
    }
    try {
      return await this.ask(async () => {
        if (performance.now() - this.#lastPortal < unaskedPortals && !(await agreesToPortal())) {
          return cancelled;
        }
        this.#lastPortal = performance.now();
        return open();
      });
    } finally {
      setTimeout(leave, betweenPortals);
    }
  }
}

async function agreesToPortal(): Promise<boolean> {
  const button = vscode.l10n.t("Open");
  const detail = vscode.l10n.t("It was opened from here less than a minute ago.");
  const message = vscode.l10n.t("Open the Azure portal again?");
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, button)) === button;
}
