import * as vscode from "vscode";
import { correlationIdOf } from "../ui/historyItems.ts";
import { changeFromArgument } from "./changeArgument.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";

/** Copies what Microsoft's support asks for. */
export async function copyCorrelationId(
  { journal }: CommandParts,
  { argument }: CommandArguments,
): Promise<void> {
  const given = changeFromArgument(journal.runs, argument);
  const id = correlationIdOf(given?.record.steps[given.step ?? 0]);
  if (id !== undefined) {
    await vscode.env.clipboard.writeText(id);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", id), 3000);
  }
}

/** Shows a damaged file of the history where it lies, or opens it where there is no file manager. */
export async function revealDamaged({ journal, journalFolder }: CommandParts): Promise<void> {
  const [name] = [...journal.damaged, ...journal.skipped];
  if (name === undefined) {
    return;
  }
  const file = vscode.Uri.joinPath(journalFolder, name);
  try {
    await vscode.commands.executeCommand("revealFileInOS", file);
  } catch {
    await vscode.commands.executeCommand("vscode.open", file);
  }
}
