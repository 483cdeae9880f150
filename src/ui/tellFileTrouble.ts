import * as vscode from "vscode";
import { commandIds } from "../model/commandIds.ts";
import type { FileTrouble, LogPort } from "../model/ports.ts";
import { revealFile } from "./revealFile.ts";

/**
 * Tells of a stored file that cannot be read, what that means and what helps, and offers to show the file.
 *
 * @param folder where the file, or the copy that was kept of it, lies.
 */
export function tellFileTrouble(trouble: FileTrouble, folder: vscode.Uri, log: LogPort): void {
  askAndShow(trouble, vscode.Uri.joinPath(folder, trouble.file)).catch((error: unknown) =>
    log.error("showing a stored file failed", error),
  );
}

async function askAndShow(trouble: FileTrouble, file: vscode.Uri): Promise<void> {
  const show = vscode.l10n.t("Show File");
  const showLog = vscode.l10n.t("Show Log");
  const choice = await vscode.window.showWarningMessage(troubleWords(trouble), show, showLog);
  if (choice === showLog) {
    await vscode.commands.executeCommand(commandIds.showLog);
  } else if (choice === show) {
    // One that cannot be read cannot be opened: it is shown where it lies.
    await (trouble.kind === "unread"
      ? revealFile(file)
      : vscode.commands.executeCommand("vscode.open", file));
  }
}

function troubleWords({ file, kind, code = "?" }: FileTrouble): string {
  switch (kind) {
    case "unread":
      if (code === "ENOTOURS") {
        return vscode.l10n.t(
          "{0} isn't a file, or it's larger than 16 MB, so it wasn't opened. Nothing in it is changed. Move it away to start with an empty list.",
          file,
        );
      }
      return vscode.l10n.t(
        "Couldn't read {0} ({1}). Until it can be read, what it holds isn't shown, and nothing in it is changed. Check the permissions of the file and its folder.",
        file,
        code,
      );
    case "partly":
      return vscode.l10n.t(
        "Couldn't read some records in {0}. They stay in the file unchanged; all other records are used.",
        file,
      );
    case "damaged":
      return file.startsWith("knowledge.json")
        ? vscode.l10n.t(
            "The stored list of tenants is damaged. A copy is kept as {0}. Check your tenants to build the list again.",
            file,
          )
        : vscode.l10n.t(
            "A file with stored data is damaged. A copy is kept as {0}, and stored secrets aren't deleted. Repair the file, or add again what is missing.",
            file,
          );
    default:
      return kind satisfies never;
  }
}
