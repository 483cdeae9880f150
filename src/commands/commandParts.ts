import type { LinkChange } from "../links/linkChange.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { Sweep } from "../links/sweep.ts";
import type { TokenGate } from "../links/tokenGate.ts";
import type { IdentitySourcePort } from "../model/ports.ts";
import type { Log } from "../platform/log.ts";

/** What the commands work with. */
export interface CommandParts {
  readonly source: IdentitySourcePort;
  readonly gate: TokenGate;
  readonly store: LinkStore;
  readonly sweep: Sweep;
  readonly change: LinkChange;
  readonly log: Log;
  /** The company's own partner IDs, the default first. */
  readonly ours: () => ReadonlySet<string>;
}
