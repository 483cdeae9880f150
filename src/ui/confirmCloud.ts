import * as vscode from "vscode";
import type { Cloud } from "../model/cloud.ts";
import type { PalError } from "../model/palError.ts";
import type { CloudsPort } from "../model/ports.ts";
import { cloudWords } from "./cloudWords.ts";
import { shortErrorWords } from "./errorWords.ts";
import { plainText } from "./plainText.ts";

/** Who is going to sign in there: a principal with its secret, or a person with an account of VS Code. */
export type CloudUse = "principal" | "account";

/**
 * Shows all endpoints of a cloud that the user has not confirmed yet, and asks whether they are right: from then on secrets
 * and tokens go there. Gives whether they are confirmed. Throws if that cannot be stored.
 */
export async function confirmCloud(clouds: CloudsPort, cloud: Cloud, use: CloudUse): Promise<boolean> {
  if (clouds.isConfirmed(cloud)) {
    return true;
  }
  const { portal, armEndpoint, authority, audience } = cloud;
  const name = cloudWords(cloud);
  const server = plainText(authority);
  const isAccount = use === "account";
  const trust = vscode.l10n.t("Use These Endpoints");
  const choice = await vscode.window.showWarningMessage(
    isAccount
      ? vscode.l10n.t("Sign in at the servers of {0}, and send tokens there?", name)
      : vscode.l10n.t("Send secrets and tokens to the servers of {0}?", name),
    {
      modal: true,
      detail: [
        vscode.l10n.t("They come from your user settings. Go on only if you know all of them."),
        "",
        isAccount
          ? vscode.l10n.t("Sign-in: {0}", server)
          : vscode.l10n.t("Sign-in, which gets the secret: {0}", server),
        vscode.l10n.t("Resource Manager, which gets tokens: {0}", plainText(armEndpoint)),
        vscode.l10n.t("Resource that tokens are for: {0}", plainText(audience)),
        vscode.l10n.t("Portal: {0}", plainText(portal)),
      ].join("\n"),
    },
    trust,
  );
  if (choice !== trust) {
    return false;
  }
  await clouds.confirm(cloud);
  return true;
}

/** Says what is wrong with the custom cloud of the user's settings: `badEndpoint`, `needsEntraId`, `mixedCloud`. */
export function badEndpointWords(error: PalError): string {
  const { code, details } = error;
  if (code !== "badEndpoint") {
    return shortErrorWords(error);
  }
  return vscode.l10n.t(
    "{0} in your user settings (microsoft-sovereign-cloud) is no plain https address. Nothing is sent there.",
    details.field ?? "",
  );
}
