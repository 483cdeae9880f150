import { showError } from "../ui/showError.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import type { PrincipalsAct } from "./principals.ts";

/** What commands of service principals work with. How errors are told comes along, so that those words are there once. */
export interface PrincipalsParts extends CommandParts {
  readonly showError: typeof showError;
}

/** Does something with service principals; their code is a bundle of its own. */
export async function ofPrincipals(
  act: PrincipalsAct,
  parts: CommandParts,
  given: CommandArguments,
): Promise<void> {
  const { principalsCommand } = await import("./principals.ts");
  await principalsCommand(act, { ...parts, showError }, given);
}
