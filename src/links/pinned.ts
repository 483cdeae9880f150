import type { Identity } from "../model/identity.ts";
import type { IdentityEntry } from "./identityEntry.ts";

/** An account as the user has noted it; identities of our own say themselves whether they are pinned. */
export function asNoted(identity: Identity, pinned: ReadonlySet<string>): Identity {
  const isPinned = pinned.has(identity.id);
  if (identity.source !== "vscode" || isPinned === (identity.pinned === true)) {
    return identity;
  }
  const { pinned: _pinned, ...known } = identity;
  return isPinned ? { ...known, pinned: true } : known;
}

/** Pinned ones first, each kind in the order it came. */
export function pinnedFirst(entries: readonly IdentityEntry[]): readonly IdentityEntry[] {
  const pinned = entries.filter(({ identity }) => identity.pinned);
  return pinned.length === 0 ? entries : [...pinned, ...entries.filter(({ identity }) => !identity.pinned)];
}

/** Whether nothing that is shown of an identity itself has changed. */
export function isCalledSame(one: Identity, other: Identity): boolean {
  return one.label === other.label && one.pinned === other.pinned;
}
