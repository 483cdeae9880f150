import type { PartnerLink } from "./partnerLink.ts";

/**
 * What tells a link from an earlier or later one to the same ID: the version rises with each write, and so does the time of the
 * last change [REC]. Either may be absent: old answers lack them.
 */
export interface LinkStamp {
  readonly version?: number;
  /** By Azure's clock, milliseconds since 1970. */
  readonly updatedAt?: number;
}

/** The stamp of a link as Azure told it; undefined if there is no link, or it tells neither version nor time. */
export function stampOf(link: PartnerLink | undefined): LinkStamp | undefined {
  const { version, updatedAt } = link ?? {};
  return version === undefined && updatedAt === undefined
    ? undefined
    : { ...(version !== undefined && { version }), ...(updatedAt !== undefined && { updatedAt }) };
}

/** Whether two stamps can be of one link that was not changed in between: what both tell is the same. */
export function isSameStamp(one: LinkStamp | undefined, other: LinkStamp | undefined): boolean {
  return agrees(one?.version, other?.version) && agrees(one?.updatedAt, other?.updatedAt);
}

function agrees(one: number | undefined, other: number | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
