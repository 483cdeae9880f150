import { addIdentity } from "./addIdentity.ts";
import { removeIdentity, renameIdentity, renewIdentity } from "./changeIdentity.ts";
import type { CommandArguments } from "./commandParts.ts";
import { pinIdentity, unpinIdentity } from "./pinIdentity.ts";
import { prepareIdentity } from "./prepareIdentity.ts";
import type { PrincipalsAct, PrincipalsParts } from "./principalsParts.ts";

export { askWhereToSignIn } from "./askWhereToSignIn.ts";

const acts: Readonly<
  Record<PrincipalsAct, (parts: PrincipalsParts, given: CommandArguments) => Promise<void>>
> = {
  add: addIdentity,
  renew: renewIdentity,
  rename: renameIdentity,
  remove: removeIdentity,
  pin: pinIdentity,
  unpin: unpinIdentity,
  prepare: prepareIdentity,
};

/**
 * Does something with service principals. This file is the entry of a bundle of its own, loaded with the first of these
 * commands, or with the first sign-in where there is another cloud than the public one.
 */
export async function principalsCommand(
  act: PrincipalsAct,
  parts: PrincipalsParts,
  given: CommandArguments,
): Promise<void> {
  await acts[act](parts, given);
}
