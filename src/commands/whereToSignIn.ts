import { isBuiltIn } from "../model/cloud.ts";
import type { Identity } from "../model/identity.ts";
import type { CloudsPort, IdentitySourcePort, SignInRequest } from "../model/ports.ts";

/** What has to be known before somebody is asked to sign in. */
export interface SignInParts {
  readonly clouds: CloudsPort;
  readonly source: IdentitySourcePort;
}

/** In which cloud somebody signs in, and under which name if that has to be known. */
export type SignInPlace = Pick<SignInRequest, "cloud" | "username">;

/**
 * Where a person is going to sign in: in the cloud of the given identity, or in the one they choose. A custom one is shown and
 * confirmed before anything goes there. Who has only Microsoft's public cloud is not asked, and needs no code for it.
 * Undefined if they do not want to. Throws if what they confirmed cannot be stored.
 */
export async function whereToSignIn(
  parts: SignInParts,
  identity: Identity | undefined,
): Promise<SignInPlace | undefined> {
  if (identity ? isBuiltIn(identity.cloud) : await isPublicOnly(parts)) {
    return { cloud: identity?.cloud ?? "public" };
  }
  const { askWhereToSignIn } = await import("./principals.ts");
  return askWhereToSignIn(parts, identity);
}

async function isPublicOnly({ clouds, source }: SignInParts): Promise<boolean> {
  return !namesAnother(clouds) && (await source.hasAccountsElsewhere?.("public")) !== true;
}

function namesAnother(clouds: CloudsPort): boolean {
  try {
    return clouds.forAccounts !== undefined;
  } catch {
    return true; // one is named that cannot be used: who named it is told so
  }
}
