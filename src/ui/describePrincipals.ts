import type { LinkStore } from "../links/linkStore.ts";
import type { LogPort, PrincipalsPort } from "../model/ports.ts";
import type { StatusBar } from "./statusBar.ts";
import type { TenantTree } from "./tenantTree.ts";

/** Where principals are, and who tells of their changes. */
interface Principals extends Pick<PrincipalsPort, "principals" | "principal"> {
  onDidChange(listener: () => void): { dispose(): void };
}

/** Who speaks of identities and their rows. */
interface Speakers {
  readonly tree: Pick<TenantTree, "ownText" | "redraw">;
  readonly statusBar: Pick<StatusBar, "lookOf" | "redraw">;
}

/**
 * Lets tree and status bar speak of principals as what they are, also when only their credential has changed. The words are
 * loaded with the first principal; without them, they are called as accounts are. Never throws.
 */
export async function describePrincipals(
  { tree, statusBar }: Speakers,
  store: LinkStore,
  known: Principals,
  log: LogPort,
): Promise<{ dispose(): void }> {
  const describe = async (): Promise<void> => {
    if (known.principals.length > 0) {
      const { treeWords } = await import("./treeWords.ts");
      tree.ownText = (entry) => {
        const { id } = entry.identity;
        const principal = known.principal(id);
        return principal && treeWords.principalText(entry, principal, store.countOf(id));
      };
      tree.redraw();
      statusBar.lookOf = treeWords.stateLook;
      statusBar.redraw();
    }
  };
  const tryIt = (): Promise<void> =>
    describe().catch((error: unknown) => log.error("loading words failed", error));
  await tryIt();
  return known.onDidChange(() => void tryIt());
}
