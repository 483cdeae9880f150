import type { CommandName } from "../model/commandIds.ts";
import type { RunRecord } from "../model/journal.ts";
import { tellOfWorkspaceSettings } from "../ui/tellWorkspaceSettings.ts";
import { explainPartnerId } from "../ui/whichPartnerId.ts";
import { addTenant } from "./addTenant.ts";
import { link, remove, update } from "./changeLink.ts";
import { checkAll } from "./checkAll.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { copyAs } from "./copyAs.ts";
import { copyPartnerId, copyTenantId } from "./copyId.ts";
import { forget } from "./forget.ts";
import { copyCorrelationId, revealDamaged } from "./history.ts";
import { leaveAsIs, resume, seeHowItStands, tellInterrupted, undoDone } from "./interrupted.ts";
import { hide, markCustomer, markNotCustomer, rename, showAgain } from "./marks.ts";
import { openInPortal } from "./openInPortal.ts";
import { ofPrincipals } from "./ofPrincipals.ts";
import { refresh } from "./refresh.ts";
import { reportProblem } from "./reportProblem.ts";
import { changeScope, filter } from "./scope.ts";
import { setActiveTenant } from "./setActiveTenant.ts";
import { showActions } from "./showActions.ts";
import { signIn } from "./signIn.ts";
import { signInToTenant } from "./signInToTenant.ts";
import { undo } from "./undo.ts";

type Command = (parts: CommandParts, given: CommandArguments) => Promise<void> | void;

/** Before a partner ID is chosen, the person hears of a workspace that wants to choose it. */
function asOwn(change: Command): Command {
  return (parts, given) => {
    tellOfWorkspaceSettings("partnerAdminLink.", parts.log);
    return change(parts, given);
  };
}

/** The commands that are loaded with the first of them: all but the one that shows something before anything is loaded. */
export type LoadedCommandName = Exclude<CommandName, "open">;

/** One entry for each id; a forgotten command does not compile. */
const commands: Readonly<Record<LoadedCommandName, Command>> = {
  signIn,
  // VS Code gives the commands in a view's title the line that has the focus, as if they were called on that. These two
  // are about everything.
  signInAny: (parts) => signIn(parts),
  refresh,
  refreshAll: (parts) => refresh(parts),
  tryAgain: refresh,
  checkAll,
  stop: ({ sweep }) => sweep.stop(),
  continueChecking: ({ sweep }) => sweep.goOn(),
  signInToTenant,
  addTenant,
  addIdentity: (...given) => ofPrincipals("add", ...given),
  renewIdentity: (...given) => ofPrincipals("renew", ...given),
  removeIdentity: (...given) => ofPrincipals("remove", ...given),
  pinIdentity: (...given) => ofPrincipals("pin", ...given),
  unpinIdentity: (...given) => ofPrincipals("unpin", ...given),
  prepareIdentity: (...given) => ofPrincipals("prepare", ...given),
  link: asOwn(link),
  update: asOwn(update),
  remove,
  whichPartnerId: explainPartnerId,
  undo,
  seeHowItStands,
  resume,
  undoDone,
  leaveAsIs,
  copyCorrelationId,
  revealDamaged,
  rename,
  markNotCustomer,
  markCustomer,
  hide,
  showAgain,
  filter,
  clearFilter: ({ scope }) => scope.change({ text: "" }),
  showOnlyAttention: (parts) => changeScope(parts, { onlyAttention: true }),
  showEverything: (parts) => changeScope(parts, { onlyAttention: false, text: "" }),
  showHidden: (parts) => changeScope(parts, { showHidden: true }),
  leaveOutHidden: (parts) => changeScope(parts, { showHidden: false }),
  setActiveTenant,
  showActions,
  openInPortal,
  copyPartnerId,
  copyTenantId,
  copyAs,
  showLog: ({ log }) => log.show(),
  reportProblem,
  forget,
};

/**
 * Runs a command with what its caller gave. This file is the entry of a bundle of its own, loaded with the first command:
 * wizards and prompts cost nothing before somebody acts.
 */
export async function runCommand(
  name: LoadedCommandName,
  parts: CommandParts,
  given: CommandArguments,
): Promise<void> {
  await commands[name](parts, given);
}

/** Says that a change was interrupted, and offers to look. */
export async function tellOfInterrupted(parts: CommandParts, run: RunRecord): Promise<void> {
  await tellInterrupted(parts, run);
}
