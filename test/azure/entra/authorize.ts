import { randomUUID } from "node:crypto";
import type { Tenant } from "../world/model.ts";
import type { Answer, Call } from "../wire/call.ts";
import { formOf } from "../wire/call.ts";
import type { AuthorizeRequest } from "./authorizeRequest.ts";
import { readAuthorizeRequest } from "./authorizeRequest.ts";
import { clientInfoOf } from "./clientInfo.ts";
import { EntraError } from "./entraError.ts";
import type { EntraState, Session } from "./entraState.ts";
import { newSession } from "./entraState.ts";
import { escapeHtml, form, page } from "./html.ts";
import { consentNeeded, findObstacle, mfaNeeded, recordConsent } from "./signInPolicy.ts";
import { findTenant } from "./tenantLookup.ts";

const codeLifetimeMs = 10 * 60 * 1000;

/**
 * GET `/{tenant}/oauth2/v2.0/authorize`: the account page. What the person does there is posted to
 * `/{tenant}/login`, so that each authorize request in the log is one prompt.
 */
export function answerAuthorize(state: EntraState, call: Call, tenant: string): Answer {
  return onPage(() => {
    const request = readAuthorizeRequest(call.query);
    if (request.prompt === "none") {
      return redirect(request, {
        error: "login_required",
        error_description: "AADSTS50058: A silent sign-in request was sent but no user is signed in.",
      });
    }
    const hint = request.loginHint ? `<p>Asked for: ${escapeHtml(request.loginHint)}</p>` : "";
    const buttons = [...state.world.accounts.keys()].map((username) => ({
      name: "username",
      value: username,
      label: username,
    }));
    const cancel = { name: "cancel", value: "yes", label: "Cancel" };
    return page(
      "Pick an account",
      `<p>Tenant: ${escapeHtml(tenant)}</p>${hint}${form(`/${tenant}/login`, call.query, [...buttons, cancel])}`,
    );
  });
}

/** POST `/{tenant}/login`: the person chose an account, or answered a page about MFA, consent or an error. */
export function answerLogin(state: EntraState, call: Call, tenantName: string): Answer {
  return onPage(() => {
    const answers = formOf(call);
    const request = readAuthorizeRequest(answers);
    const account = state.world.accounts.get(answers.get("username") ?? "");
    if (answers.has("cancel") || !account) {
      return redirect(request, {
        error: "access_denied",
        error_description: "AADSTS65004: User declined to consent to access the app.",
      });
    }
    const session = newSession(account);
    const next = (heading: string, text: string, name: string, label: string): Answer =>
      page(
        heading,
        `<p>${escapeHtml(text)}</p>${form(`/${tenantName}/login`, answers, [
          { name, value: "yes", label },
          { name: "cancel", value: "yes", label: "Cancel" },
        ])}`,
      );
    try {
      const tenant = findTenant(state.world, tenantName, account);
      const signIn = { session, tenant, clientId: request.clientId, claims: request.claims };
      if (answers.has("mfa")) {
        session.mfaTenantIds.add(tenant.tenantId);
      }
      if (answers.has("consent")) {
        recordConsent(state, signIn);
      }
      const obstacle = findObstacle(state, signIn);
      if (obstacle?.code === mfaNeeded) {
        return next("Approve sign in request", `Signing in as ${account.username}`, "mfa", "Approve");
      }
      if (obstacle?.code === consentNeeded) {
        return next("Permissions requested", `Signed in as ${account.username}`, "consent", "Accept");
      }
      if (obstacle) {
        throw obstacle;
      }
      return redirect(request, newCode(state, request, session, tenant));
    } catch (error) {
      if (!(error instanceof EntraError)) {
        throw error;
      }
      // The real page has no way back; this one has, so that a test need not wait for a timeout.
      return answers.has("return")
        ? redirect(request, { error: error.error, error_description: error.message })
        : next(troubleHeading, error.message, "return", "Return to the application");
    }
  });
}

const troubleHeading = "Sorry, but we’re having trouble signing you in.";

function newCode(
  state: EntraState,
  request: AuthorizeRequest,
  session: Session,
  tenant: Tenant,
): Record<string, string> {
  const code = `1.${randomUUID()}`;
  state.codes.set(code, {
    session,
    tenant: tenant.tenantId,
    clientId: request.clientId,
    redirectUri: request.redirectUri,
    challenge: request.challenge,
    nonce: request.nonce,
    expiresAt: Date.now() + codeLifetimeMs,
    redeemed: false,
  });
  return { code, client_info: clientInfoOf(session.account) };
}

/** Sends the browser back to the application in the way it asked for. */
function redirect(request: AuthorizeRequest, result: Record<string, string>): Answer {
  const fields = { ...result, ...(request.state !== undefined && { state: request.state }) };
  if (request.responseMode === "form_post") {
    return page(
      "Working…",
      `${form(request.redirectUri, Object.entries(fields), [])}<script>document.forms[0].submit()</script>`,
    );
  }
  const target = new URL(request.redirectUri);
  if (request.responseMode === "fragment") {
    target.hash = new URLSearchParams(fields).toString();
  } else {
    for (const [name, value] of Object.entries(fields)) {
      target.searchParams.set(name, value);
    }
  }
  return { status: 302, headers: { location: target.href } };
}

/** Shows refusals on a page: people, not programs, are looking at these answers. */
function onPage(make: () => Answer): Answer {
  try {
    return make();
  } catch (error) {
    if (error instanceof EntraError) {
      return page(troubleHeading, `<p>${escapeHtml(error.message)}</p>`);
    }
    throw error;
  }
}
