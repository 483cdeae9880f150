import { linkedByPipeline, pipelineText, saysIdentity, stepName, yamlBlock } from "./pipelineText.ts";
import { comments, type RecipeChange } from "./recipeChange.ts";

/**
 * A step of an Azure DevOps pipeline: the task signs in through a service connection (with workload identity federation: OIDC)
 * and runs the change, which reads first. `$(…)` of the script stays: a pipeline fills in only names of its variables
 * [V Learn, AzureCLI@2 and macro syntax].
 */
export function azureDevOps(change: RecipeChange): string {
  const about = [
    ...change.about,
    ...linkedByPipeline(change),
    "A step of an Azure DevOps pipeline. Needs a service connection to this tenant",
    "of kind Azure Resource Manager with workload identity federation. Put its name below.",
    ...(change.identity.kind === "servicePrincipal"
      ? []
      : ["Put the client ID of its principal there, too."]),
  ];
  return `${comments(about)}- task: AzureCLI@2
  displayName: ${stepName(change)}
${saysIdentity(change, "APPLICATION-ID-OF-THE-SERVICE-CONNECTION", 2)}  inputs:
    azureSubscription: NAME-OF-THE-SERVICE-CONNECTION
    scriptType: bash
    scriptLocation: inlineScript
    inlineScript: |
${yamlBlock(pipelineText(change), 6)}
`;
}
