import * as vscode from "vscode";
import { type Cloud, clouds as builtIn } from "../model/cloud.ts";
import { asPalError, type PalError } from "../model/palError.ts";
import type { CloudsPort } from "../model/ports.ts";
import { type Asked, askChoice, type Choice } from "./askStep.ts";
import { cloudWords } from "./cloudWords.ts";
import { badEndpointWords, type CloudUse, confirmCloud } from "./confirmCloud.ts";
import { plainText } from "./plainText.ts";
import type { Place } from "./wizard.ts";

/**
 * Asks for the cloud of a principal. All endpoints of a custom one are shown and confirmed before it is taken: a secret and
 * tokens will go there. Throws if that cannot be stored.
 */
export async function askCloud(
  clouds: CloudsPort,
  title: string,
  place: Place,
  before: Cloud | undefined,
): Promise<Asked<Cloud>> {
  const choices = (): CloudChoice[] => [
    ...Object.values(builtIn).map(cloudChoice),
    ...choiceOfSettings(() => clouds.custom),
  ];
  return ask(clouds, { title, place, before, choices, use: "principal" });
}

/**
 * Asks in which cloud a person signs in with an account of VS Code: the public one, or the one that the user's settings
 * name for VS Code's second provider. Without such a setting nothing is asked. The endpoints of a custom one are shown and
 * confirmed first. Undefined if the person escaped. Throws if that cannot be stored.
 */
export async function askCloudOfAccount(clouds: CloudsPort, title: string): Promise<Cloud | undefined> {
  const choices = (): CloudChoice[] => [
    cloudChoice(builtIn.public),
    ...choiceOfSettings(() => clouds.forAccounts),
  ];
  if (choices().length === 1) {
    return builtIn.public;
  }
  const place = { step: 1, steps: 1 };
  return (await ask(clouds, { title, place, before: undefined, choices, use: "account" }))?.value;
}

type CloudChoice = Choice<Cloud | PalError>;

interface CloudQuestion {
  readonly title: string;
  readonly place: Place;
  readonly before: Cloud | undefined;
  /** Made anew each time that the list opens: settings change. */
  readonly choices: () => readonly CloudChoice[];
  readonly use: CloudUse;
}

async function ask(clouds: CloudsPort, question: CloudQuestion): Promise<Asked<Cloud>> {
  const { title, place, before, choices, use } = question;
  for (;;) {
    const answer = await askChoice<Cloud | PalError>({
      title,
      place,
      placeholder: vscode.l10n.t("In which cloud?"),
      choices: choices(),
      marked: (one) => "portal" in one && one.name === before?.name,
    });
    if (!answer || answer.value === undefined) {
      return answer && { go: "back" };
    }
    const { value } = answer;
    if (!("portal" in value)) {
      await vscode.window.showErrorMessage(badEndpointWords(value), { modal: true });
    } else if (await confirmCloud(clouds, value, use)) {
      return { go: "on", value };
    }
  }
}

function cloudChoice(cloud: Cloud): Choice<Cloud> {
  return { label: cloudWords(cloud), detail: plainText(new URL(cloud.authority).host), value: cloud };
}

/** The one of the user's settings, or what is wrong with it: who set it wants to know. */
function choiceOfSettings(read: () => Cloud | undefined): CloudChoice[] {
  try {
    const cloud = read();
    return cloud ? [{ ...cloudChoice(cloud), description: vscode.l10n.t("from your settings") }] : [];
  } catch (error) {
    const value = asPalError(error);
    return [{ label: vscode.l10n.t("The Cloud of Your Settings"), detail: badEndpointWords(value), value }];
  }
}
