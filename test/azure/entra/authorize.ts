import { randomUUID } from "node:crypto";
import type { Account, Tenant } from "../world/model.ts";
import type { Answer, Call } from "../wire/call.ts";
import { formOf } from "../wire/call.ts";
import type { AuthorizeRequest } from "./authorizeRequest.ts";
import { readAuthorizeRequest } from "./authorizeRequest.ts";
import { clientInfoOf } from "./clientInfo.ts";
import { EntraError } from "./entraError.ts";
import type { EntraState, Session } from "./entraState.ts";
import { newSession } from "./entraState.ts";
import { accountButtons, escapeHtml, form, page, troublePage } from "./html.ts";
import { consentNeeded, findObstacle, mfaNeeded, recordConsent } from "./signInPolicy.ts";
import { returnToClient } from "./returnToClient.ts";
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
      return returnToClient(request, {
        error: "login_required",
        error_description: "AADSTS50058: A silent sign-in request was sent but no user is signed in.",
      });
    }
    const hint = request.loginHint ? `<p>Asked for: ${escapeHtml(request.loginHint)}</p>` : "";
    const buttons = accountButtons(state.world.accounts.keys());
    return page(
      "Pick an account",
      `<p>Tenant: ${escapeHtml(tenant)}</p>${hint}${form(`/${tenant}/login`, call.query, buttons)}`,
    );
  });
}

/** POST `/{tenant}/login`: the person chose an account, or answered a page about MFA, consent or an error. */
export function answerLogin(state: EntraState, call: Call, tenant: string): Answer {
  return onPage(() => {
    const answers = formOf(call);
    const request = readAuthorizeRequest(answers);
    const account = state.world.accounts.get(answers.get("username") ?? "");
    if (answers.has("cancel") || !account) {
      return returnToClient(request, {
        error: "access_denied",
        error_description: "AADSTS65004: User declined to consent to access the app.",
      });
    }
    try {
      return continueSignIn(state, { request, answers, account, tenant });
    } catch (error) {
      if (!(error instanceof EntraError)) {
        throw error;
      }
      // The real page has no way back; this one has, so that a test need not wait for a timeout.
      return answers.has("return")
        ? returnToClient(request, { error: error.error, error_description: error.message })
        : troublePage(
            `<p>${escapeHtml(error.message)}</p>${stepForm(tenant, answers, "return", "Return to the application")}`,
          );
    }
  });
}

interface SignInStep {
  readonly request: AuthorizeRequest;
  /** The request and all that the person answered so far. */
  readonly answers: URLSearchParams;
  readonly account: Account;
  /** As the path names it. */
  readonly tenant: string;
}

/** Asks the next question, or sends the code; throws what the person cannot resolve. */
function continueSignIn(state: EntraState, step: SignInStep): Answer {
  const { request, answers, account } = step;
  const session = newSession(account);
  const tenant = findTenant(state.world, step.tenant, account);
  const signIn = { session, tenant, clientId: request.clientId, claims: request.claims };
  if (answers.has("mfa")) {
    session.mfaTenantIds.add(tenant.tenantId);
  }
  if (answers.has("consent")) {
    recordConsent(state, signIn);
  }
  const obstacle = findObstacle(state, signIn);
  switch (obstacle?.code) {
    case undefined:
      return returnToClient(request, newCode(state, request, session, tenant));
    case mfaNeeded:
      return page("Approve sign in request", stepForm(step.tenant, answers, "mfa", "Approve"));
    case consentNeeded:
      return page("Permissions requested", stepForm(step.tenant, answers, "consent", "Accept"));
    default:
      throw obstacle;
  }
}

/** A form that posts the answers so far and one more. */
function stepForm(tenant: string, answers: URLSearchParams, name: string, label: string): string {
  return form(`/${tenant}/login`, answers, [
    { name, value: "yes", label },
    { name: "cancel", value: "yes", label: "Cancel" },
  ]);
}

function newCode(
  state: EntraState,
  request: AuthorizeRequest,
  session: Session,
  tenant: Tenant,
): Record<string, string> {
  const code = `1.${randomUUID()}`;
  state.secrets.note("authorization code", code);
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

/** Shows refusals on a page: people, not programs, are looking at these answers. */
function onPage(make: () => Answer): Answer {
  try {
    return make();
  } catch (error) {
    if (error instanceof EntraError) {
      return troublePage(`<p>${escapeHtml(error.message)}</p>`);
    }
    throw error;
  }
}
