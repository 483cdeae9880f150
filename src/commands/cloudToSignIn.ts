import * as vscode from "vscode";
import type { CloudName } from "../model/cloud.ts";
import type { Identity } from "../model/identity.ts";
import { isPalError } from "../model/palError.ts";
import type { CloudsPort } from "../model/ports.ts";
import { askCloudOfAccount } from "../ui/askCloud.ts";
import { confirmCloud } from "../ui/confirmCloud.ts";

/**
 * In which cloud a person is going to sign in: that of the given identity, or the one they choose. The endpoints of a custom
 * one are shown and confirmed first. Undefined if they do not want to. Throws if that cannot be stored.
 */
export async function cloudToSignIn(
  clouds: CloudsPort,
  identity: Identity | undefined,
): Promise<CloudName | undefined> {
  if (!identity) {
    return (await askCloudOfAccount(clouds, vscode.l10n.t("Sign In")))?.name;
  }
  const { cloud, source } = identity;
  const present = presentCustom(clouds);
  const use = source === "vscode" ? "account" : "principal";
  return present?.name !== cloud || (await confirmCloud(clouds, present, use)) ? cloud : undefined;
}

/** The custom cloud of the settings. If it cannot be used, the sign-in itself says so. */
function presentCustom(clouds: CloudsPort): CloudsPort["custom"] {
  try {
    return clouds.custom;
  } catch (error) {
    if (isPalError(error)) {
      return undefined;
    }
    throw error;
  }
}
