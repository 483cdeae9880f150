import * as v from "valibot";

export const faultBodies = ["nested", "flat", "html", "truncated", "empty", "huge"] as const;
export type FaultBody = (typeof faultBodies)[number];

/**
 * One misbehaviour on demand. The first group says which requests it hits (all conditions must hold), the second
 * what happens to them. Effects can be combined where that makes sense (`delayMs` with any, `headers` with any).
 */
export const faultSchema = v.strictObject({
  /** Host name without port. */
  host: v.exactOptional(v.string()),
  /** Start of the path, compared without regard to case. */
  path: v.exactOptional(v.string()),
  method: v.exactOptional(v.string()),
  /** The tenant in the path (Entra ID) or in the token (ARM). */
  tenantId: v.exactOptional(v.string()),
  /** How many requests are hit; 0 = until the fault is deleted. */
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
  /** How many matching requests pass before the first is hit. */
  after: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),

  /**
   * Answers this status instead of the real answer, with the headers that Azure's own answers have unless the body is HTML;
   * nothing is applied.
   */
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  /** Shape of the body that goes with `status`. */
  body: v.exactOptional(v.picklist(faultBodies)),
  /** An exact JSON body that goes with `status`. */
  json: v.exactOptional(v.unknown()),
  /** The answer with `status` is of something between the client and Azure: HTML unless told, and no header of Azure's. */
  gateway: v.exactOptional(v.literal(true)),
  code: v.exactOptional(v.string()),
  message: v.exactOptional(v.string()),
  /** Added to, or put in place of, the answer's headers; also on an otherwise real answer. */
  headers: v.exactOptional(v.record(v.string(), v.string())),
  delayMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** Cuts the connection (TCP reset) before anything is applied. */
  reset: v.exactOptional(v.literal(true)),
  /** Never answers. */
  stall: v.exactOptional(v.literal(true)),
  /** Applies the request, then cuts the connection instead of answering. */
  lostAnswer: v.exactOptional(v.literal(true)),
  /**
   * Applies the request so many milliseconds after it was answered, if nobody restores the world before; without `status` or `stall` the connection is cut
   * instead of an answer.
   */
  appliedAfterMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  /** A PUT or PATCH of a link stores and answers this partner ID instead of the one asked for [V REC]. */
  otherPartnerId: v.exactOptional(v.string()),
  /** Answers 307 with this URL. */
  redirect: v.exactOptional(v.string()),
  /** A listing answers this as its nextLink. */
  nextLink: v.exactOptional(v.string()),
  /** A listing holds each of its entries twice. */
  doubled: v.exactOptional(v.literal(true)),
});

export type FaultInput = v.InferInput<typeof faultSchema>;
export type Fault = v.InferOutput<typeof faultSchema>;
