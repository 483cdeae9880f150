/** What an extension asks a provider of Microsoft accounts for. */
export interface TokenRequest {
  /** As the extension wrote them, `VSCODE_…` included: VS Code compares them with the session's. */
  readonly scopes: readonly string[];
  readonly tenantId: string;
  readonly clientId?: string;
  /** The scopes that go to Entra. */
  readonly scope: string;
  readonly claims?: string;
}

/** A demand that a service made in `WWW-Authenticate` (proposed API `authenticationChallenges`). */
export interface Constraint {
  readonly challenges: readonly {
    readonly scheme: string;
    readonly params: Readonly<Record<string, string>>;
  }[];
  readonly fallbackScopes?: readonly string[];
}

/** Reads scopes as VS Code's own provider does: `VSCODE_TENANT:` and `VSCODE_CLIENT_ID:` choose tenant and client. */
export function tokenRequest(scopes: readonly string[], claims?: string): TokenRequest {
  const special = (name: string): string | undefined =>
    scopes.find((scope) => scope.startsWith(`${name}:`))?.slice(name.length + 1);
  const clientId = special("VSCODE_CLIENT_ID");
  return {
    scopes,
    tenantId: special("VSCODE_TENANT") ?? "organizations",
    scope: [
      "openid",
      "profile",
      "offline_access",
      ...scopes.filter((scope) => !scope.startsWith("VSCODE_")),
    ].join(" "),
    ...(clientId === undefined ? {} : { clientId }),
    ...(claims === undefined ? {} : { claims }),
  };
}

/** The request that answers a challenge. Throws, as VS Code's own provider does, when the challenge has no claims. */
export function challengeRequest(constraint: Constraint): TokenRequest {
  const bearer = constraint.challenges.filter((challenge) => challenge.scheme.toLowerCase() === "bearer");
  const claims = bearer.find((challenge) => challenge.params["claims"])?.params["claims"];
  const scopes = bearer.find((challenge) => challenge.params["scope"])?.params["scope"]?.split(" ");
  if (claims === undefined) {
    throw new Error("No claims found in authentication challenges");
  }
  const wanted = scopes ?? constraint.fallbackScopes ?? [];
  if (wanted.length === 0) {
    throw new Error("No scopes found in authentication challenges or fallback scopes");
  }
  return tokenRequest(wanted, Buffer.from(claims, "base64").toString());
}
