import * as vscode from "vscode";
import type { PalError } from "../model/palError.ts";
import { errorWords } from "./errorWords.ts";
import { rawText } from "../model/untrusted.ts";

/**
 * Entra ID's reasons in our words, by its codes [learn.microsoft.com: Microsoft Entra authentication error codes]. Only words: what is
 * known of a link depends on none of them, and for a code that is not here Microsoft's own text is shown. The few codes that
 * mean more are in `identity/entraMessage.ts`.
 */
const reasons: Readonly<Record<string, () => string>> = {
  AADSTS7000215: () =>
    vscode.l10n.t("The client secret is wrong. Take its value from the application's page, not its ID."),
  AADSTS7000222: () => vscode.l10n.t("The client secret has expired. Create a new one."),
  AADSTS7000218: () => vscode.l10n.t("The application wants a secret or certificate, and none was sent."),
  AADSTS7000112: () => vscode.l10n.t("The application is disabled."),
  AADSTS700016: () =>
    vscode.l10n.t(
      "The tenant does not know the application. Check the client ID; if it is right, the tenant's administrator must consent to the application first.",
    ),
  AADSTS7000229: () =>
    vscode.l10n.t(
      "The application has no service principal in the tenant. Its administrator must consent to the application first.",
    ),
  AADSTS700027: () =>
    vscode.l10n.t("The certificate is not registered on the application, or it has expired."),
  AADSTS700023: () => vscode.l10n.t("The token or certificate was made for another tenant."),
  AADSTS700024: () =>
    vscode.l10n.t("The token is not valid now. Check this computer's clock, and that the token is renewed."),
  AADSTS70021: () =>
    vscode.l10n.t("The application trusts no such token: check issuer, subject and audience."),
  AADSTS700211: () => vscode.l10n.t("The application trusts no such token: check its issuer."),
  AADSTS700212: () => vscode.l10n.t("The application trusts no such token: check its audience."),
  AADSTS700213: () => vscode.l10n.t("The application trusts no such token: check its subject."),
  AADSTS53003: () => vscode.l10n.t("A conditional access policy of the tenant blocks it."),
  AADSTS50173: () => vscode.l10n.t("The sign-in was revoked. Sign in again."),
  AADSTS700082: () => vscode.l10n.t("The sign-in has expired. Sign in again."),
  AADSTS65001: () => vscode.l10n.t("The tenant has not consented to the application."),
  AADSTS90002: () => vscode.l10n.t("There is no such tenant in this cloud."),
};

/** An error in words: if its code is known, what Entra ID has against the sign-in, in place of what the error means in general. */
export function entraWords(error: PalError): string {
  const code = rawText(error.details.azureCode) ?? "";
  return errorWords(error, Object.hasOwn(reasons, code) ? reasons[code]?.() : undefined);
}
