import type { CryptoKey } from "jose";
import type { Settings } from "../control/settings.ts";
import type { World } from "../world/world.ts";
import type { ThrottleBuckets } from "./throttleBuckets.ts";

/** What ARM and its resource providers work with. */
export interface ArmState {
  readonly world: World;
  readonly settings: Settings;
  /** Verifies access tokens. */
  readonly tokenKey: CryptoKey;
  readonly throttle: ThrottleBuckets;
  readonly graphQuota: ThrottleBuckets;
}

/** Who calls, as the verified token says. */
export interface Caller {
  readonly tenantId: string;
  readonly objectId: string;
  /** Undefined for applications. */
  readonly username: string | undefined;
  readonly passedMfa: boolean;
}
