import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { ContextKey } from "../platform/contextKey.ts";
import { Frame } from "./frame.ts";
import { plainText } from "./plainText.ts";
import type { TreeScope } from "./treeScope.ts";
import type { ViewMessage } from "./viewMessage.ts";

/** What the scope's view works with. */
export interface ScopeViewParts {
  readonly store: LinkStore;
  readonly scope: TreeScope;
  readonly message: ViewMessage;
  readonly ours: () => ReadonlySet<string>;
}

/** Says above the tree what the user has left out of it, and keeps the context keys that show the way back. */
export function showScope({ store, scope, message, ours }: ScopeViewParts): vscode.Disposable {
  const filtered = new ContextKey<boolean>("partnerAdminLink.filtered");
  const onlyAttention = new ContextKey<boolean>("partnerAdminLink.onlyAttention");
  const showHidden = new ContextKey<boolean>("partnerAdminLink.showHidden");
  const frame = new Frame(() => {
    const { text, ...shown } = scope.current;
    filtered.set(text.trim() !== "");
    onlyAttention.set(shown.onlyAttention);
    showHidden.set(shown.showHidden);
    message.say("scope", scope.isNarrow ? words() : "");
  });
  const words = (): string => {
    const { text, onlyAttention: attention, showHidden: hidden } = scope.current;
    const all = store.rows.filter(({ mark }) => hidden || mark.hidden !== true);
    const shown = all.filter((row) => scope.shows(row, ours())).length;
    if (shown === 0) {
      return ""; // VS Code shows the welcome text, which offers the way back, only where there is no message
    }
    const what = [
      ...(text.trim() === "" ? [] : [vscode.l10n.t("Filter “{0}”", plainText(text))]),
      ...(attention ? [vscode.l10n.t("Only what needs you")] : []),
    ].join(", ");
    return vscode.l10n.t("{0}: {1} of {2} tenants", what, shown, all.length);
  };
  frame.ask();
  const subscriptions = [
    scope.onDidChange(() => frame.ask()),
    store.onDidChange(() => {
      if (scope.isNarrow) {
        frame.ask();
      }
    }),
  ];
  return vscode.Disposable.from(frame, ...subscriptions);
}
