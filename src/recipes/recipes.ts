import { azRest } from "./azRest.ts";
import { azureCli } from "./azureCli.ts";
import { azureDevOps } from "./azureDevOps.ts";
import { curl } from "./curl.ts";
import { githubActions } from "./githubActions.ts";
import { powershell } from "./powershell.ts";
import type { RecipeChange } from "./recipeChange.ts";
import { terraform } from "./terraform.ts";
import { toolCloud } from "./toolClouds.ts";

/** What a change can be copied as. */
export type RecipeName =
  | "azureCli"
  | "powershell"
  | "azRest"
  | "curl"
  | "terraform"
  | "githubActions"
  | "azureDevOps";

/** How a change is written for one tool. */
export interface Recipe {
  readonly write: (change: RecipeChange) => string;
  /** VS Code's name of the language. */
  readonly language: "shellscript" | "powershell" | "terraform" | "yaml";
  /** It has to name the cloud, and knows only names of Microsoft's own clouds. */
  readonly namesCloud?: true;
}

/**
 * Every recipe, in the order in which they are offered. This file is the entry of a bundle of its own, loaded with the first
 * change that is copied.
 */
export const recipes: Readonly<Record<RecipeName, Recipe>> = {
  azureCli: { write: azureCli, language: "shellscript" },
  powershell: { write: powershell, language: "powershell" },
  azRest: { write: azRest, language: "shellscript" },
  curl: { write: curl, language: "shellscript" },
  terraform: { write: terraform, language: "terraform", namesCloud: true },
  githubActions: { write: githubActions, language: "yaml", namesCloud: true },
  azureDevOps: { write: azureDevOps, language: "yaml" },
};

/** The recipes that can be written for a change. */
export function recipesFor({ armEndpoint }: RecipeChange): RecipeName[] {
  const named = toolCloud(armEndpoint) !== undefined;
  return (Object.keys(recipes) as RecipeName[]).filter((name) => named || recipes[name].namesCloud !== true);
}
