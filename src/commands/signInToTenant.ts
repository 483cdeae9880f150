import * as vscode from "vscode";
import { type Identity, isApplication } from "../model/identity.ts";
import { asPalError } from "../model/palError.ts";
import { type Row, rowLabel } from "../model/row.ts";
import { plainText } from "../ui/plainText.ts";
import { showError } from "../ui/showError.ts";
import { chooseRow } from "./chooseRow.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { homeFromArgument } from "./rowArgument.ts";
import { whereToSignIn } from "./whereToSignIn.ts";

/**
 * Sign In to This Tenant: answers what the tenant asked for, or signs in anew, then checks the row. What went wrong is told
 * and stays as the row's reason, because the silent calls to come will give none.
 */
export async function signInToTenant(
  parts: CommandParts,
  { argument, answered }: CommandArguments,
): Promise<void> {
  const home = homeFromArgument(parts.store, argument);
  const row = home ?? (await chooseRow(parts, argument, vscode.l10n.t("Sign in to which tenant?")));
  const identity = row && parts.store.identity(row.identityId);
  if (row && identity) {
    await signInAndCheck(parts, row, identity, answered);
  }
}

async function signInAndCheck(
  parts: CommandParts,
  row: Row,
  identity: Identity,
  answered?: () => void,
): Promise<void> {
  const { gate, store, sweep, delegationReader, log, clouds, source } = parts;
  const { tenantId } = row.tenant;
  const asked = "challenge" in row.attempt ? row.attempt.challenge : undefined;
  const challenge = asked ?? delegationReader.challengeOf(row.id);
  let work: ReturnType<typeof store.begin>;
  try {
    if (!(await whereToSignIn({ clouds, source }, identity))) {
      return;
    }
    work = store.begin(row.id, "check"); // nothing to do for it if the row is being changed
    await gate.interactive(identity, tenantId, {
      detail: detailWords(row, identity, challenge !== undefined),
      ...(challenge !== undefined && { challenge }),
    });
  } catch (error) {
    answered?.();
    const palError = asPalError(error);
    work?.fail(palError);
    log.error("signing in failed", palError, tenantId);
    const what = isApplication(identity)
      ? vscode.l10n.t("{0} could not sign in to {1}.", plainText(identity.label), plainText(rowLabel(row)))
      : vscode.l10n.t("You are not signed in to {0}.", plainText(rowLabel(row)));
    await showError(what, palError, () => signInAndCheck(parts, row, identity));
    return;
  }
  answered?.();
  await Promise.all([sweep.check([row.id]), delegationReader.readAgain([row.id])]);
}

function detailWords(row: Row, identity: Identity, challenged: boolean): string {
  const tenantName = plainText(rowLabel(row));
  const accountName = plainText(identity.label);
  if (isApplication(identity)) {
    return vscode.l10n.t("{1} reads the partner link in {0}.", tenantName, accountName);
  }
  return challenged
    ? vscode.l10n.t(
        "{0} asks {1} for more proof, such as multi-factor authentication, before it shows the partner link.",
        tenantName,
        accountName,
      )
    : vscode.l10n.t("To read the partner link in {0}, sign in there as {1}.", tenantName, accountName);
}
