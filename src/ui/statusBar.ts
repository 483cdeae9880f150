import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import type { Row } from "../model/row.ts";
import { commandIds } from "../model/commandIds.ts";
import { Frame } from "./frame.ts";
import { plainText } from "./plainText.ts";
import { rowText } from "./rowText.ts";
import { stateTable } from "./stateTable.ts";

/** The status bar item: the link in the active tenant, or the truth in two words; hidden while nothing is known. */
export class StatusBar implements vscode.Disposable {
  readonly #store: LinkStore;
  readonly #ours: () => ReadonlySet<string>;
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: { dispose(): void };
  readonly #frame = new Frame(() => this.#draw());

  constructor(store: LinkStore, ours: () => ReadonlySet<string>) {
    this.#store = store;
    this.#ours = ours;
    this.#item = vscode.window.createStatusBarItem(
      "partnerAdminLink.activeLink",
      vscode.StatusBarAlignment.Left,
    );
    this.#item.name = vscode.l10n.t("Partner Admin Link");
    this.#item.command = "partnerAdminLink.tenants.focus";
    this.#subscription = store.onDidChange(() => this.redraw());
  }

  /** Draws the item anew from the store, at the next frame. */
  redraw(): void {
    this.#frame.ask();
  }

  #draw(): void {
    const row = this.#activeRow();
    if (!row) {
      this.#item.hide();
      return;
    }
    const { state, label } = rowText(row, this.#ours());
    const look = stateTable[state];
    const { knowledge } = row;
    const text = knowledge.kind === "linked" ? knowledge.link.partnerId : look.words();
    this.#item.text = `$(${knowledge.kind === "linked" ? "link" : look.icon}) ${text}`;
    this.#item.tooltip = this.#tooltip(row, label, look.sentence());
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t("Partner Admin Link: {0} in {1}", text, label),
      role: "button",
    };
    this.#item.show();
  }

  dispose(): void {
    this.#frame.dispose();
    this.#subscription.dispose();
    this.#item.dispose();
  }

  /** Names from Azure go in as text; the only link that works is the one command named here. */
  #tooltip(row: Row, label: string, sentence: string): vscode.MarkdownString {
    const { rows } = this.#store;
    const linked = rows.filter(({ knowledge }) => knowledge.kind === "linked").length;
    const account = plainText(this.#store.identity(row.identityId)?.label ?? "");
    const tooltip = new vscode.MarkdownString();
    tooltip.isTrusted = { enabledCommands: [commandIds.checkAll] };
    tooltip.appendMarkdown("**").appendText(label).appendMarkdown("** ").appendText(account);
    tooltip.appendMarkdown("\n\n").appendText(sentence).appendMarkdown("\n\n");
    tooltip.appendText(vscode.l10n.t("{0} of {1} tenants linked.", linked, rows.length));
    return tooltip.appendMarkdown(` [${vscode.l10n.t("Check All")}](command:${commandIds.checkAll})`);
  }

  /** The home tenant of the first account that has tenants. */
  #activeRow(): Row | undefined {
    const { rows } = this.#store;
    return rows.find(({ tenant }) => tenant.kind === "home") ?? rows[0];
  }
}
