import * as v from "valibot";
import { settingsSchema } from "./settings.ts";
import { tenantPolicies } from "../world/model.ts";

/** Either the object id in that tenant, or an account: by username, or by its object id at home. */
export const linkChangeSchema = v.pipe(
  v.strictObject({
    tenantId: v.string(),
    objectId: v.exactOptional(v.string()),
    username: v.exactOptional(v.string()),
    partnerId: v.string(),
  }),
  v.check((link) => (link.objectId === undefined) !== (link.username === undefined), "objectId or username"),
);
export type LinkChange = v.InferOutput<typeof linkChangeSchema>;

/** What is given is changed. */
export const tenantChangeSchema = v.strictObject({
  policy: v.exactOptional(v.picklist(tenantPolicies)),
  displayName: v.exactOptional(v.string()),
});

export const settingsChangeSchema = v.partial(settingsSchema);
export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>;

export const revokeSchema = v.strictObject({ username: v.string() });

/** Credentials of an application, and where else it is known. */
export const credentialsSchema = v.strictObject({
  /** Another secret: the one before is refused from now on. */
  clientSecret: v.exactOptional(v.string()),
  secretExpired: v.exactOptional(v.boolean()),
  alsoIn: v.exactOptional(v.array(v.string())),
  /** PEM of a certificate whose key signs its assertions. */
  certificate: v.exactOptional(v.string()),
  /** A trusted issuer (OIDC) with the PEM of its public key. */
  federation: v.exactOptional(
    v.strictObject({ issuer: v.string(), subject: v.string(), publicKey: v.string() }),
  ),
});
export type Credentials = v.InferOutput<typeof credentialsSchema>;
