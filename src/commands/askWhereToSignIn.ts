import * as vscode from "vscode";
import type { Cloud } from "../model/cloud.ts";
import type { Identity } from "../model/identity.ts";
import { isPalError } from "../model/palError.ts";
import type { CloudsPort } from "../model/ports.ts";
import { askCloudOfAccount } from "../ui/askCloud.ts";
import { confirmCloud } from "../ui/confirmCloud.ts";
import { plainText } from "../ui/plainText.ts";
import type { SignInParts, SignInPlace } from "./whereToSignIn.ts";

/** See `whereToSignIn`: for those who have another cloud than the public one. */
export async function askWhereToSignIn(
  parts: SignInParts,
  identity: Identity | undefined,
): Promise<SignInPlace | undefined> {
  if (identity) {
    return (await isConfirmed(parts.clouds, identity)) ? { cloud: identity.cloud } : undefined;
  }
  const cloud = await askCloudOfAccount(parts.clouds, vscode.l10n.t("Sign In"));
  if (!cloud || !(await hasAccountsElsewhere(parts, cloud))) {
    return cloud && { cloud: cloud.name };
  }
  const username = await askUsername(cloud);
  return username === undefined ? undefined : { cloud: cloud.name, username };
}

/** Whether the present endpoints of the identity's cloud are confirmed, now if not before. */
async function isConfirmed(clouds: CloudsPort, { cloud, source }: Identity): Promise<boolean> {
  const present = presentCustom(clouds);
  const use = source === "vscode" ? "account" : "principal";
  return present?.name !== cloud || confirmCloud(clouds, present, use);
}

/** The custom cloud of the settings. If it cannot be used, the sign-in itself says so. */
function presentCustom(clouds: CloudsPort): Cloud | undefined {
  try {
    return clouds.custom;
  } catch (error) {
    if (isPalError(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whether VS Code has accounts of other clouds. Before a sign-in it asks the cloud for a token of each account that it has, whichever cloud
 * that one is of, and sends its refresh token along [V]; unless it is told which account is meant.
 */
async function hasAccountsElsewhere({ source }: SignInParts, cloud: Cloud): Promise<boolean> {
  return (await source.hasAccountsElsewhere?.(cloud.name)) === true;
}

async function askUsername(cloud: Cloud): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Sign In"),
    prompt: vscode.l10n.t(
      "Which account? Without its name VS Code would send the sign-ins of your other accounts to {0}.",
      plainText(new URL(cloud.authority).host),
    ),
    placeHolder: vscode.l10n.t("for example you@customer.example"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" ? vscode.l10n.t("Enter the name of the account.") : undefined,
  });
  return name?.trim();
}
