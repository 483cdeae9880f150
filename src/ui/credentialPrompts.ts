import * as vscode from "vscode";
import type { CredentialPromptPort } from "../model/ports.ts";
import { plainText } from "./plainText.ts";

/** Asks a person for what an identity of its own needs to sign in. */
export const credentialPrompts: CredentialPromptPort = {
  async askSecret({ label }, kind) {
    const isSecret = kind === "secret";
    return vscode.window.showInputBox({
      title: plainText(label),
      prompt: isSecret
        ? vscode.l10n.t(
            "The client secret. It is used in this window and then forgotten, unless you asked to keep it.",
          )
        : vscode.l10n.t("The password of the certificate's file. It is forgotten with this window."),
      password: true,
      ignoreFocusOut: true,
    });
  },

  async showDeviceCode({ userCode, verificationUri }, label, tenantId, over) {
    const open = vscode.l10n.t("Copy Code and Open Page");
    const message = vscode.l10n.t(
      "To sign in as {0} in tenant {1}, open {2} in any browser and enter the code {3}.",
      plainText(label),
      tenantId,
      plainText(verificationUri),
      plainText(userCode),
    );
    const shown = vscode.window.showInformationMessage(message, open).then(async (choice) => {
      if (choice === open) {
        await vscode.env.clipboard.writeText(userCode);
        await vscode.env.openExternal(vscode.Uri.parse(verificationUri, true));
      }
      return choice === open;
    });
    const title = vscode.l10n.t("Waiting until the code {0} is entered", plainText(userCode));
    const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
    await vscode.window.withProgress(options, async (_progress, cancelled) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      over.addEventListener("abort", () => resolve(), { once: true });
      cancelled.onCancellationRequested(() => resolve());
      if (over.aborted) {
        resolve();
      }
      shown.then(undefined, () => resolve());
      await promise;
    });
  },
};
