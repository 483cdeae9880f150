import { showError } from "../ui/showError.ts";
import type { CommandArguments, CommandParts } from "./commandParts.ts";
import type { PrincipalsAct } from "./principalsParts.ts";

/** Does something with service principals; their code is a bundle of its own. */
export async function ofPrincipals(
  act: PrincipalsAct,
  parts: CommandParts,
  given: CommandArguments,
): Promise<void> {
  const { principalsCommand } = await import("./principals.ts");
  await principalsCommand(act, { ...parts, showError }, given);
}
