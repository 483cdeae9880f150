import type { LinkStore } from "../links/linkStore.ts";
import type { PageDoors } from "../ui/pageDoors.ts";
import { rowFromArgument } from "./rowArgument.ts";

/**
 * Open Overview: all tenants in an editor tab; with the details of one, if its `TenantArguments` are given. Not loaded with the
 * other commands: they would keep the tab waiting.
 */
export async function openOverview(
  doors: Pick<PageDoors, "showOverview">,
  store: LinkStore,
  argument: unknown,
): Promise<void> {
  // A line of the tree means nothing: VS Code gives the one that has the focus to each command in a view's title.
  const isLine = typeof argument === "object" && argument !== null && "kind" in argument;
  await doors.showOverview(() => (isLine ? undefined : rowFromArgument(store, argument)?.id));
}
