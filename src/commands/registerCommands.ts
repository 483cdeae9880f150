import * as vscode from "vscode";
import { commandIds, type CommandName } from "../model/commandIds.ts";
import type { CommandParts } from "./commandParts.ts";

/** Registers all commands; their code is loaded when the first one runs. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const names = Object.keys(commandIds) as CommandName[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(commandIds[name], async (argument: unknown) => {
        const { runCommand } = await import("./runCommand.ts");
        await runCommand(name, parts, argument);
      }),
    ),
  );
}
