import * as vscode from "vscode";
import { isApplicationId } from "../model/identity.ts";
import type { RowState } from "../model/rowState.ts";
import { type LookOf, type StateLook, stateTable } from "./stateTable.ts";

/** What a state says of an application. */
export type ApplicationWords = Pick<StateLook, "words" | "sentence">;

/**
 * States in words for service principals, where the usual ones speak of "you", of an account or of what only people can do: an
 * application has no user, confirms nothing, and is not signed in by hand. Not in the bundle that VS Code loads at its start.
 */
export const applicationStates: Readonly<Partial<Record<RowState, ApplicationWords>>> = {
  linked: {
    words: () => vscode.l10n.t("Linked"),
    sentence: () =>
      vscode.l10n.t(
        "This service principal is linked in this tenant. A link belongs to one identity: people need their own.",
      ),
  },
  linkedToOther: {
    words: () => vscode.l10n.t("Linked to another ID"),
    sentence: () =>
      vscode.l10n.t(
        "This service principal is linked in this tenant, but to a partner ID that is not one of yours.",
      ),
  },
  notLinked: {
    words: () => vscode.l10n.t("Not linked"),
    sentence: () =>
      vscode.l10n.t(
        "This service principal is not linked in this tenant: its work here may not count for your company.",
      ),
  },
  signInNeeded: {
    words: () => vscode.l10n.t("Needs you"),
    sentence: () =>
      vscode.l10n.t(
        "This service principal gets no access to this tenant without its secret or password. Give it to see how it stands.",
      ),
  },
  mfaNeeded: {
    words: () => vscode.l10n.t("MFA needed"),
    sentence: () =>
      vscode.l10n.t(
        "This tenant asks for multi-factor authentication, which no service principal can answer. Ask its administrator for an exception.",
      ),
  },
  noAccount: {
    words: () => vscode.l10n.t("Not known here"),
    sentence: () =>
      vscode.l10n.t(
        "The application has no service principal in this tenant, so there is nobody to link. Its administrator must consent to the application first.",
      ),
  },
  linkAtHome: {
    words: () => vscode.l10n.t("Link at home"),
    sentence: () =>
      vscode.l10n.t(
        "This tenant is reached through Azure Lighthouse: do not link here, link once in the home tenant, with an identity that has access here.",
      ),
  },
};

/** How a state looks in words that fit the row's identity. */
export const stateLook: LookOf = ({ identityId }, state) => {
  const words = isApplicationId(identityId) ? applicationStates[state] : undefined;
  return words ? { ...stateTable[state], ...words } : stateTable[state];
};
