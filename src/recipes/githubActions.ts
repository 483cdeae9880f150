import { linkedByPipeline, pipelineText, saysIdentity, stepName, yamlBlock } from "./pipelineText.ts";
import { comments, type RecipeChange } from "./recipeChange.ts";
import { toolCloud } from "./toolClouds.ts";

/**
 * Two steps of a GitHub Actions job: sign-in by OIDC with `azure/login` [its action.yml], then the change, which reads first.
 * Also for a user-assigned managed identity: with a federated credential it signs in like a principal [V Learn].
 */
export function githubActions(change: RecipeChange): string {
  const { identity, tenantId, armEndpoint } = change;
  const { github, federationAudience } = toolCloud(armEndpoint) ?? {};
  const client = identity.kind === "servicePrincipal" ? identity.clientId : "${{ vars.AZURE_CLIENT_ID }}";
  const about = [
    ...change.about,
    ...linkedByPipeline(change),
    "Steps of a GitHub Actions job. The job needs:",
    "  permissions: { id-token: write, contents: read }",
    "and the application a federated credential for this repository.",
  ];
  return `${comments(about)}- name: Sign in to Azure
  uses: azure/login@v2
  with:
    client-id: ${client}
    tenant-id: ${tenantId}
    allow-no-subscriptions: true
    environment: ${github}
    audience: ${federationAudience}
- name: ${stepName(change)}
  shell: bash
${saysIdentity(change, client, 2)}  run: |
${yamlBlock(pipelineText(change), 4)}
`;
}
