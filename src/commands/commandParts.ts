import type { Engine } from "../links/engine.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { DirectoryPort, IdentitySourcePort } from "../model/ports.ts";
import type { Log } from "../platform/log.ts";
import type { Views } from "../ui/views.ts";

/** What the commands work with. */
export interface CommandParts extends Engine, Omit<Views, "dispose"> {
  readonly source: IdentitySourcePort;
  readonly directory: DirectoryPort;
  readonly store: LinkStore;
  readonly log: Log;
}

/** What a caller gave: a node of the tree or `TenantArguments`, and all nodes that are selected in the tree. */
export interface CommandArguments {
  readonly argument?: unknown;
  readonly selection?: unknown;
}
