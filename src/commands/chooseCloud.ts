import { type CloudName, isBuiltIn } from "../model/cloud.ts";
import type { Identity } from "../model/identity.ts";
import type { CloudsPort } from "../model/ports.ts";

/**
 * In which cloud a person is going to sign in: that of the given identity, or the one they choose. A custom one is shown and
 * confirmed before anything goes there. Who has only Microsoft's public cloud is not asked, and needs no code for it.
 * Undefined if they do not want to. Throws if what they confirmed cannot be stored.
 */
export async function chooseCloud(
  clouds: CloudsPort,
  identity: Identity | undefined,
): Promise<CloudName | undefined> {
  if (identity ? isBuiltIn(identity.cloud) : isPublicOnly(clouds)) {
    return identity?.cloud ?? "public";
  }
  const { cloudToSignIn } = await import("./principals.ts");
  return cloudToSignIn(clouds, identity);
}

function isPublicOnly(clouds: CloudsPort): boolean {
  try {
    return !clouds.forAccounts;
  } catch {
    return false; // one is named that cannot be used: who named it is told so
  }
}
