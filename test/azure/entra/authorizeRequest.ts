import { EntraError } from "./entraError.ts";

/** The parameters of an authorization request. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseMode: string;
  readonly scope: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly claims: string | undefined;
  readonly prompt: string | undefined;
  readonly loginHint: string | undefined;
  readonly challenge: { value: string; method: string } | undefined;
}

/** Reads the parameters; throws what Entra ID shows on its page (it must not redirect to an unchecked address). */
export function readAuthorizeRequest(query: URLSearchParams): AuthorizeRequest {
  const optional = (name: string): string | undefined => query.get(name) ?? undefined;
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRedirectUri(redirectUri)) {
    throw new EntraError(
      "invalid_request",
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${query.get("client_id")}'.`,
    );
  }
  const clientId = query.get("client_id");
  if (!clientId) {
    throw new EntraError(
      "invalid_request",
      900144,
      "The request body must contain the following parameter: 'client_id'.",
    );
  }
  if (!(query.get("response_type") ?? "").split(" ").includes("code")) {
    throw new EntraError(
      "unsupported_response_type",
      700054,
      "The response_type is not enabled for the application.",
    );
  }
  const challenge = query.get("code_challenge");
  return {
    clientId,
    redirectUri,
    responseMode: query.get("response_mode") ?? "query",
    scope: query.get("scope") ?? "",
    state: gluedState(query),
    nonce: optional("nonce"),
    claims: optional("claims"),
    prompt: optional("prompt"),
    loginHint: optional("login_hint"),
    challenge: challenge
      ? { value: challenge, method: query.get("code_challenge_method") ?? "plain" }
      : undefined,
  };
}

/** Addresses that public clients register: vscode.dev, the own machine, a scheme of their own. */
function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url) {
    return false;
  }
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:"
    ? loopback || url.hostname === "vscode.dev" || url.pathname === "/common/oauth2/nativeclient"
    : url.protocol !== "http:" || loopback;
}

/**
 * VS Code's Microsoft provider puts a callback address into `state` without escaping its `&`, so that the rest of the
 * address arrives as parameters of ours: they are glued back.
 */
function gluedState(query: URLSearchParams): string | undefined {
  const state = query.get("state");
  const strays = [...query].filter(([name]) => name.startsWith("vscode-"));
  if (state === null || strays.length === 0) {
    return state ?? undefined;
  }
  return [decodeURIComponent(state), ...strays.map(([name, value]) => `${name}=${value}`)].join("&");
}
