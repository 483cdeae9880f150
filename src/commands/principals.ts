import { addIdentity } from "./addIdentity.ts";
import { removeIdentity, renameIdentity, renewIdentity } from "./changeIdentity.ts";
import type { CommandArguments } from "./commandParts.ts";
import { prepareIdentity } from "./prepareIdentity.ts";
import type { PrincipalsAct, PrincipalsParts } from "./principalsParts.ts";

const acts: Readonly<
  Record<PrincipalsAct, (parts: PrincipalsParts, given: CommandArguments) => Promise<void>>
> = {
  add: addIdentity,
  renew: renewIdentity,
  rename: renameIdentity,
  remove: removeIdentity,
  prepare: prepareIdentity,
};

/**
 * Does something with service principals. This file is the entry of a bundle of its own, loaded with the first of these
 * commands: who has accounts only never needs it.
 */
export async function principalsCommand(
  act: PrincipalsAct,
  parts: PrincipalsParts,
  given: CommandArguments,
): Promise<void> {
  await acts[act](parts, given);
}
