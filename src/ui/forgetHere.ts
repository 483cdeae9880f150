import type { DelegationStore } from "../links/delegationStore.ts";
import type { Engine } from "../links/engine.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { Views } from "./views.ts";

/** What of a window still tells of what was forgotten. */
export interface ForgetHereParts
  extends Pick<Engine, "sweep" | "journal" | "lister">, Pick<Views, "active" | "glance" | "scope"> {
  readonly store: LinkStore;
  readonly delegations: DelegationStore;
}

/**
 * Everything stored was forgotten, by this window or another one: nothing that is shown here tells of it any more, and the
 * accounts stand there as on the first day. Throws if VS Code's own state or the accounts cannot be had.
 */
export async function forgetHere(parts: ForgetHereParts): Promise<void> {
  const { sweep, journal, lister, active, glance, scope, store, delegations } = parts;
  sweep.stop();
  delegations.keepOnly(store);
  scope.change({ text: "", onlyAttention: false, showHidden: false });
  await journal.readAgain();
  await active.choose(undefined);
  await glance.keep({ attention: 0 });
  await lister.listIdentities();
}
