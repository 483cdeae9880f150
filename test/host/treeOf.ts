import { DelegationStore } from "../../src/links/delegationStore.ts";
import { LinkStore } from "../../src/links/linkStore.ts";
import { Tally } from "../../src/ui/tally.ts";
import { TenantTree } from "../../src/ui/tenantTree.ts";
import { TreeScope } from "../../src/ui/treeScope.ts";
import { TestClock } from "../unit/testing/fixtures.ts";

/** A tree of its own, beside the running extension's, with all that it is drawn from. */
export interface DetachedTree {
  readonly store: LinkStore;
  readonly delegations: DelegationStore;
  readonly scope: TreeScope;
  readonly tally: Tally;
  readonly tree: TenantTree;
  readonly clock: TestClock;
}

/** Makes an empty one. @param ours the company's own partner IDs. */
export function detachedTree(ours: ReadonlySet<string>): DetachedTree {
  const clock = new TestClock();
  const store = new LinkStore(clock);
  const scope = new TreeScope();
  const tally = new Tally(store, () => ours);
  const delegations = new DelegationStore();
  const tree = new TenantTree({ store, delegations, scope, tally, ours: () => ours });
  return { store, delegations, scope, tally, tree, clock };
}
