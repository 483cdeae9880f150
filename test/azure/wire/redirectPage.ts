import type { Answer, Call } from "./call.ts";
import { formOf, jsonAnswer } from "./call.ts";

/**
 * `https://vscode.dev/redirect`: sends the result of a sign-in on to the address in `state`. VS Code's provider has it
 * posted (`response_mode=form_post`).
 */
export function answerRedirect(call: Call): Answer {
  const result = call.method === "POST" ? formOf(call) : call.query;
  const target = URL.parse(result.get("state") ?? "");
  if (call.path !== "/redirect" || !target) {
    return jsonAnswer(404, { error: "not_found" });
  }
  for (const [name, value] of result) {
    target.searchParams.set(name, value);
  }
  // 303: the browser follows with GET.
  return { status: 303, headers: { location: target.href } };
}
