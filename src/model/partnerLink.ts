import type { Untrusted } from "./untrusted.ts";

/** The link of one identity in one tenant, as the ManagementPartner API tells it (api-version 2018-02-01) [SPEC]. */
export interface PartnerLink {
  readonly partnerId: string;
  /** Absent in old answers; the only proof that the ID is the right company's [REC]. */
  readonly partnerName?: Untrusted;
  readonly objectId?: string;
  /** Rises by one with each write [REC]. */
  readonly version?: number;
  /** First linked: survives delete and re-create [REC]. Milliseconds since 1970, UTC. */
  readonly createdAt?: number;
  /** Last changed. Milliseconds since 1970, UTC. */
  readonly updatedAt?: number;
}
