import * as vscode from "vscode";
import { type Cloud, clouds as builtIn } from "../model/cloud.ts";
import { asPalError, type PalError } from "../model/palError.ts";
import type { CloudsPort } from "../model/ports.ts";
import { type Asked, askChoice, type Choice } from "./askStep.ts";
import { cloudWords } from "./cloudWords.ts";
import { plainText } from "./plainText.ts";
import type { Place } from "./wizard.ts";

/**
 * Asks for the cloud. All endpoints of a custom one are shown and confirmed before it is taken: a secret and tokens will go
 * there. Throws if that cannot be stored.
 */
export async function askCloud(
  clouds: CloudsPort,
  title: string,
  place: Place,
  before: Cloud | undefined,
): Promise<Asked<Cloud>> {
  for (;;) {
    const answer = await askChoice<Cloud | PalError>({
      title,
      place,
      placeholder: vscode.l10n.t("In which cloud?"),
      choices: [...Object.values(builtIn).map(cloudChoice), ...customChoices(clouds)],
      marked: (one) => "portal" in one && one.name === before?.name,
    });
    if (!answer || answer.value === undefined) {
      return answer && { go: "back" };
    }
    const { value } = answer;
    if (!("portal" in value)) {
      await vscode.window.showErrorMessage(badEndpointWords(value), { modal: true });
    } else if (clouds.isConfirmed(value) || (await confirmCloud(clouds, value))) {
      return { go: "on", value };
    }
  }
}

function cloudChoice(cloud: Cloud): Choice<Cloud> {
  return { label: cloudWords(cloud), detail: plainHost(cloud.authority), value: cloud };
}

/** The one of the user's settings, or what is wrong with it: who set it wants to know. */
function customChoices(clouds: CloudsPort): Choice<Cloud | PalError>[] {
  try {
    const { custom } = clouds;
    return custom ? [{ ...cloudChoice(custom), description: vscode.l10n.t("from your settings") }] : [];
  } catch (error) {
    const value = asPalError(error);
    return [{ label: vscode.l10n.t("The Cloud of Your Settings"), detail: badEndpointWords(value), value }];
  }
}

function badEndpointWords({ details }: PalError): string {
  return vscode.l10n.t(
    "{0} in your user settings (microsoft-sovereign-cloud) is no plain https address. Nothing is sent there.",
    details.field ?? "",
  );
}

async function confirmCloud(clouds: CloudsPort, cloud: Cloud): Promise<boolean> {
  const { portal, armEndpoint, authority, audience } = cloud;
  const trust = vscode.l10n.t("Use These Endpoints");
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t("Send secrets and tokens to the servers of {0}?", cloudWords(cloud)),
    {
      modal: true,
      detail: [
        vscode.l10n.t("They come from your user settings. Go on only if you know all of them."),
        "",
        vscode.l10n.t("Sign-in, which gets the secret: {0}", plainText(authority)),
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

function plainHost(origin: string): string {
  return plainText(new URL(origin).host);
}
