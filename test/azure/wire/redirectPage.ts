import type { Answer, Call } from "./call.ts";
import { jsonAnswer } from "./call.ts";

/** GET `https://vscode.dev/redirect`: sends the result of a sign-in on to the address in `state`. */
export function answerRedirect(call: Call): Answer {
  const target = URL.parse(call.query.get("state") ?? "");
  if (call.path !== "/redirect" || !target) {
    return jsonAnswer(404, { error: "not_found" });
  }
  for (const [name, value] of call.query) {
    target.searchParams.set(name, value);
  }
  return { status: 302, headers: { location: target.href } };
}
