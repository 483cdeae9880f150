import { randomUUID } from "node:crypto";
import type { Call } from "../wire/call.ts";
import { commonHeaders } from "../wire/commonHeaders.ts";

/** The headers of every ARM answer, as recorded [V REC]. */
export function armHeaders(call: Call): Record<string, string> {
  const requestId = randomUUID();
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const clientRequestId = call.headers["x-ms-client-request-id"];
  const echo = call.headers["x-ms-return-client-request-id"] === "true";
  return {
    ...commonHeaders(call),
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "x-ms-request-id": requestId,
    "x-ms-correlation-request-id": call.correlationId,
    "x-ms-routing-request-id": `WESTEUROPE:${stamp}:${requestId}`,
    ...(echo && typeof clientRequestId === "string" && { "x-ms-client-request-id": clientRequestId }),
  };
}
