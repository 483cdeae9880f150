import type { Answer } from "../wire/call.ts";

/** Text as it may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A page with a heading; `content` is HTML. */
export function page(heading: string, content: string): Answer {
  const title = escapeHtml(heading);
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>body { font: 16px system-ui; max-width: 32em; margin: 3em auto } button { font: inherit; padding: .4em 1em; margin: .2em }</style>
<h1>${title}</h1>
${content}
</html>
`,
  };
}

/** The page that refuses a sign-in; `content` is HTML. */
export function troublePage(content: string): Answer {
  return page("Sorry, but we’re having trouble signing you in.", content);
}

export interface Button {
  readonly name: string;
  readonly value: string;
  readonly label: string;
}

/** A button for each account, and one to cancel. */
export function accountButtons(usernames: Iterable<string>): Button[] {
  const accounts = [...usernames].map((username) => ({ name: "username", value: username, label: username }));
  return [...accounts, { name: "cancel", value: "yes", label: "Cancel" }];
}

/** A form that posts hidden `fields` and what its buttons say. */
export function form(action: string, fields: Iterable<[string, string]>, buttons: readonly Button[]): string {
  const inputs = [...fields].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const rows = buttons.map(
    ({ name, value, label }) =>
      `<p><button name="${escapeHtml(name)}" value="${escapeHtml(value)}">${escapeHtml(label)}</button></p>`,
  );
  return `<form method="post" action="${escapeHtml(action)}">\n${[...inputs, ...rows].join("\n")}\n</form>`;
}
