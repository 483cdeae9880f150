import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { commandIds, showViewCommand } from "../model/commandIds.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { knownTime } from "../model/stamp.ts";
import type { ActiveTenant } from "../platform/activeTenant.ts";
import { figuresWords } from "./figuresWords.ts";
import { type Glance, glanceText } from "./glance.ts";
import { Frame } from "./frame.ts";
import { inertMarkdown } from "./markdown.ts";
import { plainText } from "./plainText.ts";
import { rowText } from "./rowText.ts";
import { usualLook } from "./stateTable.ts";
import type { Tally } from "./tally.ts";
import { timeWords } from "./timeWords.ts";

/** Its tooltip is dear to draw, and nobody reads faster. Milliseconds. */
const frameLength = 100;

/** What the status bar item is drawn from. */
export interface StatusBarParts {
  readonly store: LinkStore;
  readonly active: ActiveTenant;
  readonly tally: Tally;
  /** What is painted until more is known. */
  readonly last: Glance;
  /** The company's own partner IDs. */
  readonly ours: () => ReadonlySet<string>;
}

/** The status bar item: the link in the active tenant, or the truth in two words; hidden while nothing is known. */
export class StatusBar implements vscode.Disposable {
  readonly item: vscode.StatusBarItem;
  /** How states look; words for service principals come with the engine. */
  lookOf = usualLook;
  readonly #parts: StatusBarParts;
  readonly #subscriptions: readonly { dispose(): void }[];
  readonly #frame = new Frame(() => this.#draw(), frameLength);

  constructor(parts: StatusBarParts) {
    this.#parts = parts;
    this.item = vscode.window.createStatusBarItem(
      "partnerAdminLink.activeLink",
      vscode.StatusBarAlignment.Left,
    );
    this.item.name = vscode.l10n.t("Partner Admin Link");
    this.item.command = commandIds.showActions;
    this.#paint(parts.last);
    this.#subscriptions = [
      parts.store.onDidChange(() => this.redraw()),
      parts.active.onDidChange(() => this.redraw()),
    ];
  }

  /** Draws the item anew from the store, at the next frame. */
  redraw(): void {
    this.#frame.ask();
  }

  dispose(): void {
    this.#frame.dispose();
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.item.dispose();
  }

  /** What was shown last: without names, and without a tooltip that would need them. */
  #paint(last: Glance): void {
    const text = glanceText(last);
    if (text !== undefined) {
      this.item.text = text;
      this.item.show();
    }
  }

  #draw(): void {
    const row = activeRow(this.#parts.store, this.#parts.active);
    if (!row) {
      this.item.hide();
      return;
    }
    const { state, label, spoken } = rowText(row, this.#parts.ours(), this.lookOf);
    const look = this.lookOf(row, state);
    const partnerId = row.knowledge.kind === "linked" ? row.knowledge.link.partnerId : undefined;
    this.item.text = glanceText({ state, ...(partnerId && { partnerId }), attention: 0 }, look) ?? "";
    this.item.tooltip = this.#tooltip(row, look.sentence());
    this.item.accessibilityInformation = {
      label: `${vscode.l10n.t("Partner Admin Link: {0} in {1}", partnerId ?? look.words(), label)}. ${spoken}`,
      role: "button",
    };
    this.item.show();
  }

  /** Names from Azure go in as text; the only links that work are the commands named here. */
  #tooltip(row: Row, sentence: string): vscode.MarkdownString {
    const { store, tally } = this.#parts;
    const { knowledge } = row;
    const link = knowledge.kind === "linked" ? knowledge.link : undefined;
    const checkedAt = knowledge.kind === "nothing" ? undefined : knownTime(knowledge.at, Date.now());
    const lines = [
      plainText(store.identity(row.identityId)?.label ?? ""),
      link
        ? [link.partnerId, plainText(link.partnerName ?? "")].filter((part) => part !== "").join(" · ")
        : "",
      checkedAt === undefined ? "" : vscode.l10n.t("Checked {0}", timeWords(checkedAt)),
    ].filter((line) => line !== "");
    const tooltip = new vscode.MarkdownString("", true);
    tooltip.isTrusted = { enabledCommands: tooltipCommands().map(([, command]) => command) };
    tooltip.appendMarkdown(`**${inertMarkdown(rowLabel(row))}**  \n`);
    tooltip.appendMarkdown(`${lines.map(inertMarkdown).join("  \n")}\n\n`);
    tooltip.appendMarkdown(`${inertMarkdown(sentence)}\n\n---\n\n`);
    tooltip.appendMarkdown(`${inertMarkdown(figuresWords(tally.all))}\n\n`);
    const links = tooltipCommands().map(
      ([title, command]) => `[${inertMarkdown(title)}](command:${command})`,
    );
    return tooltip.appendMarkdown(links.join(" · "));
  }
}

function tooltipCommands(): [string, string][] {
  return [
    [vscode.l10n.t("Show Tenants"), showViewCommand],
    [vscode.l10n.t("Check All"), commandIds.checkAll],
    [vscode.l10n.t("Set Active Tenant…"), commandIds.setActiveTenant],
  ];
}

/** The tenant that the user has chosen, else the home tenant of the first account that has tenants. */
export function activeRow(store: LinkStore, active: ActiveTenant): Row | undefined {
  const chosen = active.id === undefined ? undefined : store.row(active.id);
  return chosen ?? firstHome(store);
}

function firstHome(store: LinkStore): Row | undefined {
  for (const { identity } of store.identities) {
    const first = store.firstRowOf(identity.id); // home comes first
    if (first) {
      return first;
    }
  }
  return undefined;
}
