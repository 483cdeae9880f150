import { azureCliText } from "./azureCliText.ts";
import type { RecipeChange } from "./recipeChange.ts";

/** What a pipeline runs: it links the principal that it signs in as, whoever the change was planned for. */
export function pipelineText(change: RecipeChange): string {
  const { identity } = change;
  return azureCliText(identity.kind === "user" ? withIdentity(change) : change);
}

/** A pipeline is never a person; which principal it is, the pipeline says. */
function withIdentity(change: RecipeChange): RecipeChange {
  return { ...change, identity: { kind: "managedIdentity" } };
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
