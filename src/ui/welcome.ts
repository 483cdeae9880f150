import * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import type { Row } from "../model/row.ts";
import { ContextKey } from "../platform/contextKey.ts";
import { Frame } from "./frame.ts";
import { type NoTenants, whyNoTenants } from "./noTenants.ts";
import type { TreeScope } from "./treeScope.ts";

/**
 * Which welcome text the empty tree shows (package.json, `viewsWelcome`):
 * `start`: nothing was asked yet; `signedOut`; `noAccess`: VS Code knows accounts that we may not use; `noTenants`; `busy`: being
 * listed; and three for tenants that are there but not shown: `noMatch` (filter), `noneNeedsYou`, `allHidden`.
 */
export type Welcome = Exclude<NoTenants, "failed" | "needsSignIn"> | "noMatch" | "noneNeedsYou" | "allHidden";

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
  let mustLookAgain = true; // once a frame: with thousands of identities the structure changes thousands of times
  const frame = new Frame(() => {
    if (mustLookAgain) {
      mustLookAgain = false;
      linked.set(store.rows.some(isLinked));
    }
    const hasRows = store.identities.some(({ identity }) => store.countOf(identity.id) > 0);
    key.set(hasRows ? withoutShown(scope) : welcomeOf(whyNoTenants(store)));
    signedIn.set(hasRows);
  });
  frame.ask();
  return vscode.Disposable.from(
    frame,
    store.onDidChange((change) => {
      // One link is enough, and only the rows that changed can tell of one: thousands are not looked through.
      if (change.kind === "structure") {
        mustLookAgain = true;
      } else if (change.kind === "rows" && [...change.rows].some((id) => isLinked(store.row(id)))) {
        linked.set(true);
      }
      frame.ask();
    }),
    scope.onDidChange(() => frame.ask()),
  );
}

function isLinked(row: Row | undefined): boolean {
  return row?.knowledge.kind === "linked";
}

/** Which text fits if none of the tenants is shown; nobody sees it otherwise. */
function withoutShown({ current }: TreeScope): Welcome {
  if (current.text.trim() !== "") {
    return "noMatch";
  }
  return current.onlyAttention ? "noneNeedsYou" : "allHidden";
}

/** Where an account needs the user, or its list failed, the tree shows the account, and nobody sees the text. */
function welcomeOf(why: NoTenants): Welcome {
  return why === "failed" || why === "needsSignIn" ? "noTenants" : why;
}
