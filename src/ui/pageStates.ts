import * as vscode from "vscode";
import type { RowState } from "../model/rowState.ts";
import { type StateLookOfPage, stateNames } from "./protocol.ts";
import { stateTable } from "./stateTable.ts";

const tones: Readonly<Record<string, StateLookOfPage["tone"]>> = {
  "testing.iconPassed": "good",
  "list.warningForeground": "attention",
  "list.errorForeground": "bad",
};

/** How each state looks in a page, in the user's language. */
export function pageStates(): Record<RowState, StateLookOfPage> {
  const applications = wordsOfApplications();
  const looks = stateNames.map((state): [string, StateLookOfPage] => {
    const { icon, color, words, sentence } = stateTable[state];
    const tone = tones[color ?? ""] ?? "quiet";
    const ofApplication = applications[state];
    return [
      state,
      { icon, tone, words: words(), sentence: sentence(), ...(ofApplication && { ofApplication }) },
    ];
  });
  return Object.fromEntries(looks) as Record<RowState, StateLookOfPage>;
}

/** Where the usual words speak of "you" or of an account. */
function wordsOfApplications(): Partial<Record<RowState, NonNullable<StateLookOfPage["ofApplication"]>>> {
  return {
    linked: {
      words: vscode.l10n.t("Linked"),
      sentence: vscode.l10n.t(
        "This service principal is linked in this tenant. A link belongs to one identity: people need their own.",
      ),
    },
    linkedToOther: {
      words: vscode.l10n.t("Linked to another ID"),
      sentence: vscode.l10n.t(
        "This service principal is linked in this tenant, but to a partner ID that is not one of yours.",
      ),
    },
    notLinked: {
      words: vscode.l10n.t("Not linked"),
      sentence: vscode.l10n.t(
        "This service principal is not linked in this tenant: its work here may not count for your company.",
      ),
    },
    signInNeeded: {
      words: vscode.l10n.t("Needs you"),
      sentence: vscode.l10n.t(
        "This service principal gets no access to this tenant without you. Sign in to it to see how it stands.",
      ),
    },
    noAccount: {
      words: vscode.l10n.t("Not known here"),
      sentence: vscode.l10n.t(
        "This tenant does not know the service principal, so there is nobody to link. Its administrator has to add the application first.",
      ),
    },
    linkAtHome: {
      words: vscode.l10n.t("Link at home"),
      sentence: vscode.l10n.t(
        "This tenant is reached through Azure Lighthouse: do not link here, link once in the home tenant, with an identity that has access here.",
      ),
    },
  };
}
