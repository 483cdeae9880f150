import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { ContextKey } from "../platform/contextKey.ts";
import { Frame } from "./frame.ts";
import type { TreeScope } from "./treeScope.ts";

/**
 * Which welcome text the empty tree shows (package.json, `viewsWelcome`):
 * `start`: nothing was asked yet; `signedOut`; `noAccess`: VS Code knows accounts that we may not use; `noTenants`; `busy`: being
 * listed; and three for tenants that are there but not shown: `noMatch` (filter), `noneNeedsYou`, `allHidden`.
 */
export type Welcome =
  | "start"
  | "signedOut"
  | "noAccess"
  | "noTenants"
  | "busy"
  | "noMatch"
  | "noneNeedsYou"
  | "allHidden";

/** What the welcome follows. */
export interface WelcomeParts {
  readonly store: LinkStore;
  readonly scope: TreeScope;
}

/**
 * Keeps the context key `partnerAdminLink.welcome` true to the store, and the keys by which the walkthrough knows that a step
 * is done: `partnerAdminLink.signedIn` and `partnerAdminLink.linked`.
 */
export function followWelcome({ store, scope }: WelcomeParts): vscode.Disposable {
  const key = new ContextKey<Welcome>("partnerAdminLink.welcome");
  const signedIn = new ContextKey<boolean>("partnerAdminLink.signedIn");
  const linked = new ContextKey<boolean>("partnerAdminLink.linked");
  key.set("start");
  const frame = new Frame(() => {
    const { rows } = store;
    key.set(rows.length === 0 ? withoutRows(store) : withoutShown(scope));
    signedIn.set(rows.length > 0);
    linked.set(rows.some(({ knowledge }) => knowledge.kind === "linked"));
  });
  return vscode.Disposable.from(
    frame,
    store.onDidChange(() => frame.ask()),
    scope.onDidChange(() => frame.ask()),
  );
}

/** Which text fits if none of the tenants is shown; nobody sees it otherwise. */
function withoutShown({ current }: TreeScope): Welcome {
  if (current.text.trim() !== "") {
    return "noMatch";
  }
  return current.onlyAttention ? "noneNeedsYou" : "allHidden";
}

function withoutRows({ identities }: LinkStore): Welcome {
  if (identities.length === 0) {
    return "signedOut";
  }
  if (identities.some(({ listing }) => listing.kind === "listing")) {
    return "busy";
  }
  if (identities.every(({ listing }) => listing.kind === "notListed")) {
    return "start";
  }
  return identities.every(({ listing }) => listing.kind === "accessNotGranted") ? "noAccess" : "noTenants";
}
