import type { Engine } from "../links/engine.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { IdentitySourcePort } from "../model/ports.ts";
import type { Log } from "../platform/log.ts";

/** What the commands work with. */
export interface CommandParts extends Engine {
  readonly source: IdentitySourcePort;
  readonly store: LinkStore;
  readonly log: Log;
  /** The company's own partner IDs, the default first. */
  readonly ours: () => ReadonlySet<string>;
}
