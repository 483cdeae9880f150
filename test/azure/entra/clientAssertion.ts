import { decodeJwt, decodeProtectedHeader, errors, importSPKI, importX509, jwtVerify } from "jose";
import { cloudOfHost } from "../world/clouds.ts";
import type { ServicePrincipal } from "../world/model.ts";
import { EntraError } from "./entraError.ts";

// Entra ID forgives clocks that differ by up to five minutes.
const clockTolerance = "5 minutes";

/**
 * Checks an application's signed assertion: either the application signed it with the key of its certificate
 * (issuer = its client id), or a trusted issuer did (federated credential: issuer, subject and audience are fixed).
 */
export async function checkClientAssertion(
  assertion: string,
  principal: ServicePrincipal,
  endpoint: { tenant: string; origin: string },
): Promise<void> {
  try {
    const issuer = decodeJwt(assertion).iss;
    await (issuer === principal.clientId
      ? checkCertificateAssertion(assertion, principal, endpoint)
      : checkFederatedAssertion(assertion, principal));
  } catch (error) {
    throw error instanceof errors.JOSEError ? asEntraError(error, principal) : error;
  }
}

async function checkCertificateAssertion(
  assertion: string,
  principal: ServicePrincipal,
  endpoint: { tenant: string; origin: string },
): Promise<void> {
  if (!principal.certificate) {
    throw wrongKey(principal, "no certificate is registered");
  }
  const hosts = cloudOfHost(new URL(endpoint.origin).hostname).authorityHosts.map(
    (host) => `https://${host}`,
  );
  await jwtVerify(assertion, await importX509(principal.certificate, algorithmOf(assertion)), {
    clockTolerance,
    subject: principal.clientId,
    audience: [...hosts, endpoint.origin].flatMap((authority) =>
      [endpoint.tenant, principal.tenantId].flatMap((tenant) => [
        `${authority}/${tenant}/oauth2/v2.0/token`,
        `${authority}/${tenant}/v2.0`,
      ]),
    ),
  });
}

async function checkFederatedAssertion(assertion: string, principal: ServicePrincipal): Promise<void> {
  const { federation } = principal;
  const { iss, sub } = decodeJwt(assertion);
  if (!federation || federation.issuer !== iss || federation.subject !== sub) {
    throw new EntraError(
      "invalid_request",
      700213,
      `No matching federated identity record found for presented assertion subject '${sub}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
    );
  }
  await jwtVerify(assertion, await importSPKI(federation.publicKey, algorithmOf(assertion)), {
    clockTolerance,
    audience: "api://AzureADTokenExchange",
  });
}

/** Older clients sign with PKCS #1 padding, newer ones with PSS; nothing else is taken. */
function algorithmOf(assertion: string): "RS256" | "PS256" {
  return decodeProtectedHeader(assertion).alg === "PS256" ? "PS256" : "RS256";
}

function asEntraError(error: errors.JOSEError, principal: ServicePrincipal): EntraError {
  if (error instanceof errors.JWTExpired) {
    return new EntraError("invalid_client", 700024, "Client assertion is not within its valid time range.", {
      status: 401,
    });
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") {
    return new EntraError(
      "invalid_client",
      700023,
      "Client assertion audience claim does not match Realm issuer.",
      {
        status: 401,
      },
    );
  }
  return wrongKey(principal, error.message);
}

function wrongKey(principal: ServicePrincipal, reason: string): EntraError {
  return new EntraError(
    "invalid_client",
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application '${principal.clientId}'. [Reason - ${reason}]`,
    { status: 401 },
  );
}
