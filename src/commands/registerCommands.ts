import * as vscode from "vscode";
import { commandIds, type CommandName } from "../model/commandIds.ts";
import type { CommandParts } from "./commandParts.ts";

/** Registers all commands; their code and what they work with is loaded when the first one runs. */
export function registerCommands(loadParts: () => Promise<CommandParts>): vscode.Disposable {
  const names = Object.keys(commandIds) as CommandName[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(commandIds[name], async (argument: unknown, selection: unknown) => {
        const [{ runCommand }, parts] = await Promise.all([import("./runCommand.ts"), loadParts()]);
        await runCommand(name, parts, { argument, selection });
      }),
    ),
  );
}
