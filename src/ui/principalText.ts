import * as vscode from "vscode";
import type { IdentityEntry } from "../links/identityEntry.ts";
import { isBuiltIn } from "../model/cloud.ts";
import type { CredentialKind, ServicePrincipal } from "../model/servicePrincipal.ts";
import { cloudWords } from "./cloudWords.ts";
import { entraWords } from "./entraWords.ts";
import type { ListingText } from "./listingWords.ts";
import { plainText } from "./plainText.ts";
import { type Ending, endingOf } from "./principalEnd.ts";
import { timeWords } from "./timeWords.ts";

/** What the tree says of a principal instead of what it says of accounts. @param rows how many tenants are known for it. */
export function principalText(
  { listing }: IdentityEntry,
  principal: ServicePrincipal,
  rows: number,
  now: number = Date.now(),
): ListingText {
  const ending = endingOf(principal.expiresAt, now);
  const facts = factsOf(principal, ending);
  const warning = endWords(ending);
  switch (listing.kind) {
    case "accessNotGranted":
    case "signedOut":
      return {
        icon: "key",
        context: "signedOut",
        words: missingWords[principal.kind](),
        sentences: [missingSentences[principal.kind](), ...facts],
      };
    case "failed":
      return {
        icon: "error",
        context: "failed",
        words: vscode.l10n.t("listing failed"),
        sentences: [entraWords(listing.error), ...facts],
      };
    case "listed":
      if (warning !== undefined) {
        return { icon: "warning", context: "ends", words: warning, sentences: facts };
      }
      return rows === 0
        ? { icon: "key", context: "noTenants", words: vscode.l10n.t("no tenants"), sentences: facts }
        : { icon: "key", context: "listed", sentences: facts };
    case "listing":
      return {
        icon: "loading~spin",
        context: "listing",
        words: vscode.l10n.t("listing tenants…"),
        sentences: facts,
      };
    default:
      return {
        icon: warning === undefined ? "key" : "warning",
        context: listing.kind,
        ...(warning !== undefined && { words: warning }),
        sentences: facts,
      };
  }
}

function factsOf(principal: ServicePrincipal, ending: Ending | undefined): string[] {
  const { cloud, clientId, kind, path, keepsSecret, expiresAt } = principal;
  return [
    vscode.l10n.t("Service principal"),
    vscode.l10n.t("Application (client) ID: {0}", clientId),
    kindWords[kind](),
    ...(path === undefined ? [] : [plainText(path)]),
    keepsSecret
      ? vscode.l10n.t("Its secret is in VS Code's secret storage until you forget it.")
      : vscode.l10n.t("Nothing secret of it is kept."),
    ...(expiresAt === undefined || !ending
      ? []
      : [
          ending.kind === "over"
            ? vscode.l10n.t("The credential ended on {0}. Renew it.", timeWords(expiresAt))
            : vscode.l10n.t("The credential ends on {0}.", timeWords(expiresAt)),
        ]),
    ...(isBuiltIn(cloud) && cloud === "public" ? [] : [cloudWords({ name: cloud })]),
  ];
}

/** That a credential has ended or ends soon, in a few words; nothing if it does not, or if that is not known. */
export function endWords(ending: Ending | undefined): string | undefined {
  switch (ending?.kind) {
    case "over":
      return vscode.l10n.t("credential ended");
    case "soon":
      return ending.days === 0
        ? vscode.l10n.t("credential ends today")
        : ending.days === 1
          ? vscode.l10n.t("credential ends in one day")
          : vscode.l10n.t("credential ends in {0} days", ending.days);
    default:
      return undefined;
  }
}

const kindWords: Readonly<Record<CredentialKind, () => string>> = {
  secret: () => vscode.l10n.t("Signs in with a client secret."),
  certificate: () => vscode.l10n.t("Signs in with a certificate."),
  federation: () => vscode.l10n.t("Signs in with a federated token, read from a file each time."),
  deviceCode: () => vscode.l10n.t("Signs in with a device code, as a person."),
};

const missingWords: Readonly<Record<CredentialKind, () => string>> = {
  secret: () => vscode.l10n.t("secret was forgotten"),
  certificate: () => vscode.l10n.t("password was forgotten"),
  federation: () => vscode.l10n.t("needs you"),
  deviceCode: () => vscode.l10n.t("needs a new code"),
};

const missingSentences: Readonly<Record<CredentialKind, () => string>> = {
  secret: () =>
    vscode.l10n.t(
      "Its client secret was used once and forgotten. Sign in to give it again when you need it.",
    ),
  certificate: () =>
    vscode.l10n.t("The password of its certificate was used once and forgotten. Sign in to give it again."),
  federation: () => vscode.l10n.t("Renew its credential to go on."),
  deviceCode: () => vscode.l10n.t("Sign in to enter a new code."),
};
