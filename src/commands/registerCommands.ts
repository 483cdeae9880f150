import * as vscode from "vscode";
import { commandIds, type CommandName } from "../model/commandIds.ts";
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

/** Registers all commands. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const names = Object.keys(commandIds) as CommandName[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(commandIds[name], (argument: unknown) =>
        commands[name](parts, argument),
      ),
    ),
  );
}
