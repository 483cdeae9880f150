import * as vscode from "vscode";
import { commandIds } from "../model/commandIds.ts";
import { asPalError, type PalError } from "../model/palError.ts";
import type { ServicePrincipal } from "../model/servicePrincipal.ts";
import { principalStep, type PrincipalQuestions } from "../ui/askPrincipal.ts";
import { isOfFile, oldCipherWords } from "../ui/credentialFileWords.ts";
import { plainText } from "../ui/plainText.ts";
import { emptyDraft, newPrincipalOf, type PrincipalDraft, principalSteps } from "../ui/principalDraft.ts";
import { runWizard } from "../ui/wizard.ts";
import { choosePrincipal } from "./choosePrincipal.ts";
import type { CommandArguments } from "./commandParts.ts";
import type { PrincipalsParts } from "./principalsParts.ts";
import { tellAdded } from "./tellAdded.ts";

/** Renew Credential…: asks for another secret, certificate or token; the old one stays until the new one has signed in. */
export async function renewIdentity(
  parts: PrincipalsParts,
  { argument, answered }: CommandArguments,
): Promise<void> {
  const principal = await choosePrincipal(
    parts,
    argument,
    vscode.l10n.t("Renew the credential of which service principal?"),
  );
  if (principal?.kind === "deviceCode") {
    const node = { kind: "identity", identityId: principal.id };
    await vscode.commands.executeCommand(commandIds.signIn, node, undefined, answered); // a person signs in again
  } else if (principal) {
    await askAndRenew(
      parts,
      principal,
      {
        ...emptyDraft,
        kind: principal.kind,
        path: principal.path ?? "",
      },
      answered,
    );
  }
}

async function askAndRenew(
  parts: PrincipalsParts,
  principal: ServicePrincipal,
  start: PrincipalDraft,
  answered?: () => void,
): Promise<void> {
  const questions: PrincipalQuestions = {
    title: vscode.l10n.t("Renew Credential of {0}", plainText(principal.label)),
    clouds: parts.clouds,
    kinds: ["secret", "certificate", "federation"],
  };
  const { clientId, tenantIds } = principal;
  let entered = start;
  try {
    const cloud = parts.clouds.find(principal.cloud);
    const draft = await runWizard<PrincipalDraft>({ ...start, cloud, clientId }, (state) =>
      principalSteps(state, true).map((name) => principalStep(questions, name)),
    );
    const wanted = draft && newPrincipalOf(draft, tenantIds);
    if (!wanted) {
      return;
    }
    entered = draft;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Signing in to {0}", tenantIds[0] ?? ""),
    };
    const identity = await vscode.window.withProgress(options, () => parts.principals.add(wanted));
    await tellAdded(parts, identity, true, answered);
  } catch (error) {
    answered?.();
    const palError = asPalError(error);
    parts.log.error("renewing a credential failed", palError);
    const what = notRenewed(principal, palError);
    await parts.showError(what, error, () => askAndRenew(parts, principal, entered));
  }
}

function notRenewed({ label, tenantIds }: ServicePrincipal, error: PalError): string {
  const who = plainText(label);
  return isOfFile(error)
    ? [vscode.l10n.t("The old credential of {0} stays.", who), oldCipherWords(error)].join(" ").trim()
    : vscode.l10n.t(
        "{0} could not sign in to {1} with the new credential, so the old one stays.",
        who,
        tenantIds[0] ?? "",
      );
}

/** Rename… of a principal: a name is all that can be told of it without its ID. */
export async function renameIdentity(parts: PrincipalsParts, { argument }: CommandArguments): Promise<void> {
  const principal = await choosePrincipal(parts, argument, vscode.l10n.t("Rename which service principal?"));
  if (!principal) {
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Rename {0}", plainText(principal.label)),
    prompt: vscode.l10n.t(
      "A name of your own, kept on this machine only. Leave it empty to see its client ID.",
    ),
    placeHolder: principal.clientId,
    value: principal.label === principal.clientId ? "" : principal.label,
    validateInput: (text) =>
      text.length > longestOwnName ? vscode.l10n.t("Take at most {0} letters.", longestOwnName) : undefined,
  });
  if (name !== undefined) {
    await parts.principals.rename(principal.id, name.trim() || principal.clientId);
    await parts.lister.listIdentities();
  }
}

/** Longer names are no names. */
const longestOwnName = 100;

/** Forget…: wipes its secret and all that is known of it here, after asking. */
export async function removeIdentity(parts: PrincipalsParts, { argument }: CommandArguments): Promise<void> {
  const principal = await choosePrincipal(parts, argument, vscode.l10n.t("Forget which service principal?"));
  if (!principal) {
    return;
  }
  const label = plainText(principal.label);
  const forget = vscode.l10n.t("Forget");
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t("Forget {0} on this computer?", label),
    {
      modal: true,
      detail: [
        vscode.l10n.t("Application (client) ID: {0}", principal.clientId),
        vscode.l10n.t(
          "All its secrets are wiped here, and what is known of its tenants. Its links in Azure stay as they are, and so does the application with its credentials: end those in Entra ID.",
        ),
      ].join("\n\n"),
    },
    forget,
  );
  if (choice === forget) {
    await wipe(parts, principal, label);
  }
}

async function wipe(parts: PrincipalsParts, principal: ServicePrincipal, label: string): Promise<void> {
  try {
    await parts.principals.forget(principal.id);
    await parts.lister.listIdentities();
  } catch (error) {
    parts.log.error("forgetting a service principal failed", error);
    const what = vscode.l10n.t("{0} could not be forgotten.", label);
    await parts.showError(what, error, () => wipe(parts, principal, label));
    return;
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t("{0} is forgotten. Its links in Azure stay.", label), 5000);
}
