import * as v from "valibot";

export const settingsSchema = v.strictObject({
  /** Added to every answer of the HTTPS server, milliseconds. */
  latencyMs: v.pipe(v.number(), v.minValue(0)),
  tokenLifetimeSeconds: v.pipe(v.number(), v.integer(), v.minValue(1)),
  deviceCodeLifetimeSeconds: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Items on a page of `/tenants` and `/subscriptions`; the most rows on one of Resource Graph. */
  pageSize: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Whether reading a removed link answers the row in state Deleted, or 404: clients must bear both [U]. */
  deletedLinks: v.picklist(["state", "notFound"]),
});

/** What tests can change while the local Azure runs. */
export type Settings = v.InferOutput<typeof settingsSchema>;

export function defaultSettings(): Settings {
  return {
    latencyMs: 0,
    tokenLifetimeSeconds: 3600,
    deviceCodeLifetimeSeconds: 900,
    pageSize: 100,
    deletedLinks: "state",
  };
}
