import * as vscode from "vscode";
import { commandIds, type CommandName } from "../model/commandIds.ts";
import type { CommandParts } from "./commandParts.ts";
import type { LoadedCommandName } from "./runCommand.ts";

/**
 * Registers all commands. Their code and what they work with is loaded when the first one runs.
 *
 * @param open what _Open Overview_ does with its argument.
 */
export function registerCommands(
  loadParts: () => Promise<CommandParts>,
  open: (argument: unknown) => Promise<void>,
): vscode.Disposable {
  const names = Object.keys(commandIds) as CommandName[];
  const loaded = names.filter((name): name is LoadedCommandName => name !== "open");
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.open, open),
    ...loaded.map((name) =>
      vscode.commands.registerCommand(
        commandIds[name],
        async (argument: unknown, selection: unknown, answered: unknown) => {
          const [{ runCommand }, parts] = await Promise.all([import("./runCommand.ts"), loadParts()]);
          // Functions come from our own pages only: VS Code hands none on between extensions.
          const told = typeof answered === "function" ? { answered: (): void => void answered() } : {};
          await runCommand(name, parts, { argument, selection, ...told });
        },
      ),
    ),
  );
}
