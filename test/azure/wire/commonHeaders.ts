import type { RawCall } from "./call.ts";

/** Headers that let a page of any origin call (the web extension host runs in one). */
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-allow-headers": "*, authorization, content-type",
  "access-control-expose-headers":
    "www-authenticate, retry-after, date, location, client-request-id, x-ms-request-id, x-ms-correlation-request-id, x-ms-routing-request-id, x-ms-failure-cause, x-ms-ratelimit-remaining-tenant-reads, x-ms-ratelimit-remaining-tenant-writes, x-ms-user-quota-remaining, x-ms-user-quota-resets-after",
  "access-control-max-age": "86400",
} as const;

/** Headers of every answer of Entra ID and ARM. */
export function commonHeaders({ host }: RawCall): Record<string, string> {
  // A browser that once saw this for localhost would refuse every plain-http page there.
  const direct = host === "localhost" || host === "127.0.0.1";
  return {
    ...corsHeaders,
    "x-content-type-options": "nosniff",
    ...(!direct && { "strict-transport-security": "max-age=31536000; includeSubDomains" }),
  };
}
