import * as vscode from "vscode";
import type { PalError, PalErrorCode } from "../model/palError.ts";
import { noJournalWords } from "./journalWords.ts";
import { longestMessage, plainText } from "./plainText.ts";
import { rawText } from "../model/untrusted.ts";

/** Only what happened and what to do, for where there is no room for more. */
export function shortErrorWords(error: PalError): string {
  return whatHappened[error.code](error);
}

/**
 * An error in words: what happened, what to do next, what Azure said, and the correlation id for Microsoft's support.
 * Azure's own text is quoted, never translated.
 *
 * @param what what happened, if more is known of it than the code says.
 */
export function errorWords(error: PalError, what = shortErrorWords(error)): string {
  const { details } = error;
  const parts = [what];
  if (details.networkCode !== undefined) {
    parts.push(networkWords(plainText(details.networkCode)));
  }
  if (details.foundPartnerId !== undefined) {
    parts.push(vscode.l10n.t("The tenant is linked to {0}.", plainText(details.foundPartnerId)));
  }
  if (details.foreignHost !== undefined) {
    parts.push(vscode.l10n.t("The server was {0}.", plainText(details.foreignHost)));
  }
  if (details.azureMessage !== undefined) {
    parts.push(vscode.l10n.t("Microsoft says: “{0}”", plainText(details.azureMessage, longestMessage)));
  } else if (details.azureCode !== undefined && rawText(details.azureCode).startsWith("AADSTS")) {
    parts.push(vscode.l10n.t("Microsoft's code: {0}.", plainText(details.azureCode))); // what a tenant's administrator looks for
  }
  if (details.correlationId !== undefined) {
    parts.push(vscode.l10n.t("Correlation ID: {0}", plainText(details.correlationId)));
  }
  return parts.join(" ");
}

/** What happened and what to do, for each code; a forgotten code does not compile. */
const whatHappened: Readonly<Record<PalErrorCode, (error: PalError) => string>> = {
  signInNeeded: () => vscode.l10n.t("You have to sign in to this tenant first."),
  signInCancelled: () => vscode.l10n.t("The sign-in was cancelled."),
  signInFailed: () => vscode.l10n.t("The sign-in failed."),
  mfaNeeded: () =>
    vscode.l10n.t("The tenant asks for multi-factor authentication. Sign in again and confirm."),
  unauthorized: () => vscode.l10n.t("Azure did not accept the sign-in. Sign in again."),
  forbidden: () => vscode.l10n.t("Azure refused access. Ask the tenant's administrator what blocks you."),
  noAccount: () =>
    vscode.l10n.t(
      "You have no user of your own in this tenant. Ask its administrator to add one, for example as a guest.",
    ),
  notOffered: () => vscode.l10n.t("Partner Admin Link is not offered in this cloud."),
  refused: () =>
    vscode.l10n.t("Azure refused the partner ID. Use the location ID of your company, not the global one."),
  conflict: () =>
    vscode.l10n.t(
      "The link was changed at the same time, from another window or tool. Check the tenant and try again.",
    ),
  notLinked: () => vscode.l10n.t("There is no such link any more. Check the tenant and try again."),
  throttled: () => vscode.l10n.t("Azure received too many requests. Try again in a minute."),
  serverError: () => vscode.l10n.t("Azure failed on its side. Try again later."),
  unreadableAnswer: () => vscode.l10n.t("Azure's answer could not be read. Try again."),
  answerTooLarge: () =>
    vscode.l10n.t(
      "Azure's answer was far too long and was not read. Try again; if it stays so, report a problem.",
    ),
  unexpectedAnswer: () =>
    vscode.l10n.t(
      "Azure gave an answer that was not expected, so nothing is concluded from it. Try again; if it stays so, report a problem.",
    ),
  gatewayAnswered: () =>
    vscode.l10n.t(
      "The response came from something between you and Microsoft's service, such as a proxy, a VPN, or your network's sign-in page. Check them and the setting http.proxy, then try again.",
    ),
  redirected: () =>
    vscode.l10n.t(
      "The answer led to another address, which was not followed. Check your proxy: it may ask you to sign in.",
    ),
  wrongHost: () =>
    vscode.l10n.t(
      "The answer led to a server that is not Azure's. Your token was not sent there. Tell your network's administrator.",
    ),
  timedOut: () => vscode.l10n.t("Azure did not answer within 30 seconds. Try again."),
  unreachable: () => vscode.l10n.t("Azure could not be reached."),
  cancelled: () => vscode.l10n.t("Cancelled."),
  notSent: () =>
    vscode.l10n.t(
      "The change wasn't sent because this window was delayed for too long. Check the tenant and try again.",
    ),
  notVerified: () =>
    vscode.l10n.t(
      "Azure accepted the change but shows another state afterwards. Check the tenant before you try again.",
    ),
  unclear: () =>
    vscode.l10n.t(
      "The change was sent, but what became of it could not be read. Check the tenant before you try again.",
    ),
  inDoubt: () =>
    vscode.l10n.t(
      "Azure doesn't show the change so far. It may still be applied, so the tenant is checked again.",
    ),
  noJournal: noJournalWords,
  interrupted: () =>
    vscode.l10n.t("VS Code ended in the middle of the change. The link is as it was before it."),
  notOwner: () =>
    vscode.l10n.t(
      "Another window has taken this change over, so nothing more is sent from here. See the history there.",
    ),
  busy: () => vscode.l10n.t("Another change of this tenant is under way."),
  wrongAccount: () =>
    vscode.l10n.t(
      "You signed in with another account than the one that was asked for, so nothing was done in its name.",
    ),
  wrongTenant: () =>
    vscode.l10n.t(
      "The answer belongs to another tenant than the one that was asked for, so it was not used. Sign in to this tenant again.",
    ),
  wrongIdentity: () =>
    vscode.l10n.t(
      "The response is about another identity than the one that asked, so it wasn't used. Sign in to this tenant again.",
    ),
  unknownTenant: () =>
    vscode.l10n.t("Microsoft knows no tenant with this ID or domain. Check it for typing errors."),
  unknownCloud: () =>
    vscode.l10n.t("Your user settings (microsoft-sovereign-cloud) do not name this cloud's endpoints."),
  workspaceCloud: () =>
    vscode.l10n.t(
      "This workspace sets microsoft-sovereign-cloud, so accounts of other clouds are not used here. Open another folder.",
    ),
  cloudNotConfirmed: () =>
    vscode.l10n.t(
      "You have not confirmed the endpoints of this cloud, or they changed. Nothing was sent there.",
    ),
  badEndpoint: () =>
    vscode.l10n.t(
      "An endpoint in your user settings (microsoft-sovereign-cloud) is no plain https address. Nothing was sent there.",
    ),
  needsEntraId: () =>
    vscode.l10n.t(
      "This cloud signs in with AD FS. Partner Admin Link needs Microsoft Entra ID, so nothing was sent there.",
    ),
  mixedCloud: () =>
    vscode.l10n.t(
      "The custom cloud in your user settings (microsoft-sovereign-cloud) mixes endpoints of Microsoft's clouds with others. Nothing was sent there.",
    ),
  credentialFile: () => vscode.l10n.t("The file of the certificate or token cannot be read. Choose another."),
  noCertificate: () =>
    vscode.l10n.t("There is no certificate in the file. Choose one with certificate and key."),
  noPrivateKey: () =>
    vscode.l10n.t("The file does not hold the certificate's private key. Choose one that does."),
  wrongPassword: () => vscode.l10n.t("The password of the certificate's file is wrong. Enter it again."),
  unsupportedKey: () =>
    vscode.l10n.t("This kind of key or encryption cannot be used. Use an RSA key, and a PFX file with AES."),
  deviceCodeExpired: () => vscode.l10n.t("The code was not entered in time. Start again to get a new one."),
  credentialRefused: () => vscode.l10n.t("Microsoft refused the secret or certificate. Give a valid one."),
  unexpected: () => vscode.l10n.t("Something unexpected happened. The log has the details."),
};

/** The two common reasons for an unreachable Azure have a setting that helps: name it. */
function networkWords(networkCode: string): string {
  if (/CERT|SIGNATURE|SELF_SIGNED|ISSUER/.test(networkCode)) {
    return vscode.l10n.t(
      "The certificate is not trusted ({0}): if your network inspects TLS, see the setting http.systemCertificates.",
      networkCode,
    );
  }
  return vscode.l10n.t(
    "The connection failed ({0}): check your network and the setting http.proxy.",
    networkCode,
  );
}
