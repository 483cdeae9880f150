import type { LinkedId } from "../model/change.ts";
import type { IdentityId } from "../model/identity.ts";
import type { AccessToken, ArmPort, Clock, LogPort } from "../model/ports.ts";
import type { LinkStore } from "./linkStore.ts";
import type { RowWork } from "./rowWork.ts";
import type { TokenGate } from "./tokenGate.ts";

/** What the queue works with. */
export interface CheckQueueParts {
  readonly gate: TokenGate;
  readonly arm: ArmPort;
  readonly store: LinkStore;
  readonly clock: Clock;
  readonly log: LogPort;
  /** Whether a change of the row may still come that would make it another link than the one that was found. */
  readonly isInDoubt?: (identityId: IdentityId, tenantId: string, found: LinkedId) => boolean;
}

/** A row with the token to read its link with. */
export interface RowToRead {
  readonly work: RowWork;
  readonly identityId: IdentityId;
  readonly tenantId: string;
  readonly token: AccessToken;
}
