import type * as vscode from "vscode";
import type { LinkStore } from "../links/linkStore.ts";
import { ContextKey } from "../platform/contextKey.ts";

/**
 * Which welcome text the empty tree shows (package.json, `viewsWelcome`):
 * `start`: nothing was asked yet; `signedOut`; `noAccess`: VS Code knows accounts that we may not use; `busy`: being listed.
 */
export type Welcome = "start" | "signedOut" | "noAccess" | "noTenants" | "busy";

/** Keeps the context key `partnerAdminLink.welcome` true to the store. */
export function followWelcome(store: LinkStore): vscode.Disposable {
  const key = new ContextKey<Welcome>("partnerAdminLink.welcome");
  key.set("start");
  return store.onDidChange((change) => {
    if (change.kind === "structure") {
      key.set(welcomeOf(store));
    }
  });
}

function welcomeOf({ identities }: LinkStore): Welcome {
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
