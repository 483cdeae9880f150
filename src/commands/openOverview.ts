import type { LinkStore } from "../links/linkStore.ts";
import type { PageDoors } from "../ui/pageDoors.ts";
import { rowFromArgument } from "./rowArgument.ts";

/**
 * Open Overview: all tenants in an editor tab; with the details of one, if it is given. Not loaded with the other commands:
 * they would keep the tab waiting.
 */
export async function openOverview(
  doors: Pick<PageDoors, "showOverview">,
  store: LinkStore,
  argument: unknown,
): Promise<void> {
  await doors.showOverview(() => rowFromArgument(store, argument)?.id);
}
