import * as vscode from "vscode";
import type { ChangeStep } from "../model/change.ts";
import { isCloudName } from "../model/cloud.ts";
import { rowId } from "../model/row.ts";
import { recipeChange, type RecipeChange } from "../recipes/recipeChange.ts";
import { recipeOrigin } from "../recipes/recipeOrigin.ts";
import type { Recipe, RecipeName } from "../recipes/recipes.ts";
import { changeFromArgument } from "./changeArgument.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { stepForRow, stepOfRun, titleOf } from "./stepToCopy.ts";

/**
 * Copy as…: a change that is planned for a row, or a step of the history, as a text that others run with tools of their own.
 * Texts are in English whatever the language here, because they travel.
 */
export async function copyAs(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  const given = changeFromArgument(parts.journal.runs, argument);
  const step = given ? await stepOfRun(given) : await stepForRow(parts, argument);
  if (!step) {
    return;
  }
  const change = changeOf(parts, step, await objectIdOf(parts, step));
  if (!change) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("This change cannot be copied: its cloud is not known, or nothing was to be changed."),
    );
    return;
  }
  // A bundle of its own: long texts that few commands need.
  const { recipes, recipesFor } = await import("../recipes/recipes.ts");
  const name = await pickRecipe(recipesFor(change), titleOf(step));
  if (name !== undefined) {
    await copy(name, recipes[name], change);
  }
}

/**
 * The object ID of the identity in the step's tenant, as far as it can be had without a question: a link tells whose it is, and so
 * does a token. Texts compare it with who is signed in.
 */
async function objectIdOf(
  parts: CommandParts,
  { identityId, tenantId }: ChangeStep,
): Promise<string | undefined> {
  const { store, gate, log } = parts;
  const knowledge = store.row(rowId(identityId, tenantId))?.knowledge;
  const told = knowledge?.kind === "linked" ? knowledge.link.objectId : undefined;
  const identity = store.identity(identityId);
  if (told !== undefined || !identity || gate.needsPerson(identity, tenantId)) {
    return told;
  }
  try {
    return (await gate.silent(identity, tenantId)).objectId;
  } catch (error) {
    log.error("a text is written without the object ID", error, tenantId);
    return undefined; // the text asks whoever runs it
  }
}

function changeOf(
  { clouds }: CommandParts,
  step: ChangeStep,
  objectId: string | undefined,
): RecipeChange | undefined {
  const origin = recipeOrigin(step.identityId);
  if (!origin || !isCloudName(origin.cloudName)) {
    return undefined;
  }
  try {
    const identity = { ...origin.identity, ...(objectId !== undefined && { objectId }) };
    return recipeChange(step, identity, clouds.find(origin.cloudName));
  } catch {
    return undefined; // a cloud that is no longer in the user's settings, or that they have not confirmed
  }
}

/** Names of products stay as they are; what is said of each says how far it may be trusted unread. */
const words: Readonly<Record<RecipeName, { label: string; detail: () => string }>> = {
  azureCli: {
    label: "Azure CLI",
    detail: () => vscode.l10n.t("A script for bash that reads first and writes only what differs"),
  },
  powershell: {
    label: "Azure PowerShell",
    detail: () => vscode.l10n.t("A script that reads first and writes only what differs"),
  },
  azRest: {
    label: "REST (az rest)",
    detail: () => vscode.l10n.t("The planned request for bash; stops at the first refusal"),
  },
  curl: {
    label: "REST (curl)",
    detail: () =>
      vscode.l10n.t("A script for bash that takes an access token from a variable; it holds none"),
  },
  terraform: {
    label: "Terraform (azapi)",
    detail: () => vscode.l10n.t("A resource that makes the planned request; it cannot read first"),
  },
  githubActions: {
    label: "GitHub Actions",
    detail: () => vscode.l10n.t("Steps that sign in by OIDC, read first and write only what differs"),
  },
  azureDevOps: {
    label: "Azure DevOps",
    detail: () => vscode.l10n.t("A step that signs in by OIDC, reads first and writes only what differs"),
  },
};

async function pickRecipe(names: readonly RecipeName[], title: string): Promise<RecipeName | undefined> {
  const picked = await vscode.window.showQuickPick(
    names.map((name) => ({ label: words[name].label, detail: words[name].detail(), name })),
    { title, placeHolder: vscode.l10n.t("Copy as…"), matchOnDetail: true },
  );
  return picked?.name;
}

async function copy(name: RecipeName, { write, language }: Recipe, change: RecipeChange): Promise<void> {
  const content = write(change);
  await vscode.env.clipboard.writeText(content);
  const show = vscode.l10n.t("Show");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("Copied for {0}. Read it before you run it.", words[name].label),
    show,
  );
  if (choice === show) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  }
}
