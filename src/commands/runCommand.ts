import type { CommandName } from "../model/commandIds.ts";
import { checkAll } from "./checkAll.ts";
import type { CommandParts } from "./commandParts.ts";
import { copyPartnerId, copyTenantId } from "./copyId.ts";
import { link } from "./link.ts";
import { openInPortal } from "./openInPortal.ts";
import { refresh } from "./refresh.ts";
import { signIn } from "./signIn.ts";

type Command = (parts: CommandParts, argument?: unknown) => Promise<void> | void;

/** One entry for each id; a forgotten command does not compile. */
const commands: Readonly<Record<CommandName, Command>> = {
  signIn,
  refresh,
  checkAll,
  stop: ({ sweep }) => sweep.stop(),
  link,
  openInPortal,
  copyPartnerId,
  copyTenantId,
  showLog: ({ log }) => log.show(),
};

/**
 * Runs a command with what its caller gave. This file is the entry of a bundle of its own, loaded with the first command:
 * wizards and prompts cost nothing before somebody acts.
 */
export async function runCommand(name: CommandName, parts: CommandParts, argument: unknown): Promise<void> {
  await commands[name](parts, argument);
}
