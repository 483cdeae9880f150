import * as vscode from "vscode";
import type { Row } from "../model/row.ts";
import type { RowState } from "../model/rowState.ts";

/** How a state looks and what it says; the words are rendered when asked, in the user's language. */
export interface StateLook {
  /** A codicon. */
  readonly icon: string;
  /** A theme colour for the icon. */
  readonly color?: string;
  /** Two or three words: the row's description and the status bar. */
  readonly words: () => string;
  /** A sentence for tooltip and screen reader: what it means and what to do. */
  readonly sentence: () => string;
  /** Whether the user has to do something. */
  readonly needsAttention: boolean;
}

/** The one table of states; a state that is forgotten here does not compile. */
export const stateTable: Readonly<Record<RowState, StateLook>> = {
  unknown: {
    icon: "circle-outline",
    words: () => vscode.l10n.t("Not checked yet"),
    sentence: () => vscode.l10n.t("Nothing is known about this tenant yet. Check it to see its link."),
    needsAttention: false,
  },
  checking: {
    icon: "sync~spin",
    words: () => vscode.l10n.t("Checking…"),
    sentence: () => vscode.l10n.t("The link of this tenant is being read."),
    needsAttention: false,
  },
  linked: {
    icon: "pass-filled",
    color: "testing.iconPassed",
    words: () => vscode.l10n.t("Linked (you)"),
    sentence: () =>
      vscode.l10n.t(
        "You are linked in this tenant. A link belongs to one identity: your colleagues need their own.",
      ),
    needsAttention: false,
  },
  linkedToOther: {
    icon: "warning",
    color: "list.warningForeground",
    words: () => vscode.l10n.t("Linked to another ID"),
    sentence: () =>
      vscode.l10n.t("You are linked in this tenant, but to a partner ID that is not one of yours."),
    needsAttention: true,
  },
  notLinked: {
    icon: "circle-slash",
    color: "list.warningForeground",
    words: () => vscode.l10n.t("Not linked"),
    sentence: () =>
      vscode.l10n.t("You are not linked in this tenant: your work here may not count for your company."),
    needsAttention: true,
  },
  signInNeeded: {
    icon: "account",
    color: "list.warningForeground",
    words: () => vscode.l10n.t("Needs you"),
    sentence: () =>
      vscode.l10n.t("VS Code gets no access to this tenant without you. Sign in to it to see how it stands."),
    needsAttention: true,
  },
  mfaNeeded: {
    icon: "shield",
    color: "list.warningForeground",
    words: () => vscode.l10n.t("MFA needed"),
    sentence: () =>
      vscode.l10n.t("This tenant asks for multi-factor authentication. Sign in to it and confirm."),
    needsAttention: true,
  },
  noAccount: {
    icon: "person",
    color: "disabledForeground",
    words: () => vscode.l10n.t("No account here"),
    sentence: () =>
      vscode.l10n.t(
        "You have no user of your own in this tenant, so there is nobody to link. Ask its administrator for a guest account.",
      ),
    needsAttention: true,
  },
  notOffered: {
    icon: "circle-large-outline",
    color: "disabledForeground",
    words: () => vscode.l10n.t("Not offered here"),
    sentence: () => vscode.l10n.t("Partner Admin Link is not offered in this cloud."),
    needsAttention: false,
  },
  linkAtHome: {
    icon: "references",
    color: "disabledForeground",
    words: () => vscode.l10n.t("Link at home"),
    sentence: () =>
      vscode.l10n.t(
        "You reach this tenant through Azure Lighthouse: do not link here, link once in your home tenant, with an account that has access here.",
      ),
    needsAttention: false,
  },
  throttled: {
    icon: "watch",
    color: "list.warningForeground",
    words: () => vscode.l10n.t("Azure is busy"),
    sentence: () =>
      vscode.l10n.t("Azure received too many requests and asks to wait. Try again in a minute."),
    needsAttention: false,
  },
  failed: {
    icon: "error",
    color: "list.errorForeground",
    words: () => vscode.l10n.t("Check failed"),
    sentence: () =>
      vscode.l10n.t("How this tenant stands could not be found out, so nothing is known about its link."),
    needsAttention: true,
  },
  gatewayAnswered: {
    icon: "debug-disconnect",
    color: "list.errorForeground",
    words: () => vscode.l10n.t("Couldn't reach Azure"),
    sentence: () =>
      vscode.l10n.t(
        "Something between this computer and Azure answered in its place, so nothing is known about the link.",
      ),
    needsAttention: true,
  },
};

/** How a state of a row looks. */
export type LookOf = (row: Pick<Row, "identityId">, state: RowState) => StateLook;

/** As if there were only accounts; what fits service principals comes later (`applicationStates.ts`). */
export const usualLook: LookOf = (_row, state) => stateTable[state];
