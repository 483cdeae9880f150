import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { attentionWords } from "./figuresWords.ts";
import { Frame } from "./frame.ts";
import type { Tally } from "./tally.ts";

/** Keeps the number of tenants that need the user on the view's icon. */
export class Badge implements vscode.Disposable {
  readonly #view: vscode.TreeView<unknown>;
  readonly #tally: Tally;
  readonly #subscription: { dispose(): void };
  readonly #frame = new Frame(() => this.#draw());

  /** @param last the number that is painted until more is known. */
  constructor(view: vscode.TreeView<unknown>, store: LinkStore, tally: Tally, last: number) {
    this.#view = view;
    this.#tally = tally;
    this.#paint(last);
    this.#subscription = store.onDidChange(({ kind }) => {
      if (kind !== "listing") {
        this.redraw();
      }
    });
  }

  /** Draws the badge anew, at the next frame. */
  redraw(): void {
    this.#frame.ask();
  }

  dispose(): void {
    this.#frame.dispose();
    this.#subscription.dispose();
  }

  #draw(): void {
    this.#paint(this.#tally.all.attention);
  }

  #paint(attention: number): void {
    if (attention !== (this.#view.badge?.value ?? 0)) {
      const badge = { value: attention, tooltip: vscode.l10n.t("Tenants: {0}", attentionWords(attention)) };
      this.#view.badge = attention === 0 ? undefined : badge;
    }
  }
}
