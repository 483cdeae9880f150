import * as vscode from "vscode";
import { correlationIdOf } from "../ui/historyItems.ts";
import { revealFile } from "../ui/revealFile.ts";
import { changeFromArgument } from "./changeArgument.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { plainText, visibleText } from "../ui/plainText.ts";

/** Copies what Microsoft's support asks for. */
export async function copyCorrelationId(
  { journal }: CommandParts,
  { argument }: CommandArguments,
): Promise<void> {
  const given = changeFromArgument(journal.runs, argument);
  const id = correlationIdOf(given?.record.steps[given.step ?? 0]);
  if (id !== undefined) {
    await vscode.env.clipboard.writeText(visibleText(id));
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", plainText(id)), 3000);
  }
}

/** Shows a damaged file of the history where it lies, or opens it where there is no file manager. */
export async function revealDamaged({ journal, journalFolder }: CommandParts): Promise<void> {
  const [name] = [...journal.damaged, ...journal.skipped];
  if (name === undefined) {
    return;
  }
  await revealFile(vscode.Uri.joinPath(journalFolder, name));
}
