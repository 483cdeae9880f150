import * as vscode from "vscode";

/** Why the history cannot be written, and what to do about it, as far as the system's own code tells. */
export function noJournalWords(error: unknown): string {
  const code = systemCode(error);
  const what = vscode.l10n.t("Couldn't write the history of changes, so nothing was sent.");
  return `${what} ${adviceFor(code)}`;
}

function adviceFor(code: string | undefined): string {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return vscode.l10n.t("Free up disk space, then try again.");
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return vscode.l10n.t("Check who may write to the folder of the history, then try again.");
    case undefined:
      return vscode.l10n.t("Try again.");
    default:
      return vscode.l10n.t("The system reports {0}: check the disk or network drive, then try again.", code);
  }
}

/** The system's code of what led to an error, such as `ENOSPC`. */
function systemCode(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && /^E[A-Z0-9]{1,20}$/.test(cause.code)) {
      return cause.code;
    }
  }
  return undefined;
}
