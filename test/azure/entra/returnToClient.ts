import type { Answer } from "../wire/call.ts";
import type { AuthorizeRequest } from "./authorizeRequest.ts";
import { form, page } from "./html.ts";

/** Sends the browser back to the application in the way it asked for. */
export function returnToClient(request: AuthorizeRequest, result: Record<string, string>): Answer {
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
