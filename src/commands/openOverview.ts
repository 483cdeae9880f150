import type { CommandArguments, CommandParts } from "./commandParts.ts";
import { rowFromArgument } from "./rowArgument.ts";

/** Open Overview: all tenants in an editor tab; with the details of one, if it is given. */
export async function openOverview(parts: CommandParts, { argument }: CommandArguments): Promise<void> {
  await parts.openOverview(rowFromArgument(parts.store, argument)?.id);
}
