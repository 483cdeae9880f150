/** Headers that let a page of any origin call (the web extension host runs in one). */
export const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-allow-headers": "*, authorization, content-type",
  "access-control-expose-headers":
    "www-authenticate, retry-after, date, location, client-request-id, x-ms-request-id, x-ms-correlation-request-id, x-ms-routing-request-id, x-ms-ratelimit-remaining-tenant-reads, x-ms-ratelimit-remaining-tenant-writes, x-ms-ratelimit-remaining-tenant-deletes, x-ms-user-quota-remaining, x-ms-user-quota-resets-after",
  "access-control-max-age": "86400",
} as const;
