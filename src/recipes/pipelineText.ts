import { azureCliText } from "./azureCliText.ts";
import { identityVariable } from "./meant.ts";
import type { RecipeChange } from "./recipeChange.ts";

/**
 * What a pipeline runs. It is never a person: where the change was planned for one, or for a managed identity, the pipeline's own
 * text says by a variable which principal it is (see `saysIdentity`).
 */
export function pipelineText(change: RecipeChange): string {
  const identity = change.identity.kind === "servicePrincipal" ? change.identity : managed;
  return azureCliText({ ...change, identity });
}

const managed = { kind: "managedIdentity" } as const;

/** Lines of YAML that say which principal is meant, as a variable of the step; empty where the text knows it. */
export function saysIdentity({ identity }: RecipeChange, id: string, depth: number): string {
  const indent = " ".repeat(depth);
  return identity.kind === "servicePrincipal" ? "" : `${indent}env:\n${indent}  ${identityVariable}: ${id}\n`;
}

/** Whom a pipeline links, as a comment. */
export function linkedByPipeline({ identity }: RecipeChange): string[] {
  return identity.kind === "user"
    ? ["This links the principal that the pipeline signs in as, not the person above."]
    : [];
}

/** The text as the rest of a YAML block, so many spaces deep. */
export function yamlBlock(text: string, depth: number): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `${" ".repeat(depth)}${line}`))
    .join("\n");
}

/** What the step is called; of digits and plain words only. */
export function stepName({ act, partnerId }: RecipeChange): string {
  return act === "link" ? `Link partner ID ${partnerId}` : `Remove partner ID ${partnerId}`;
}
