import type { PageFiles } from "../platform/pageFiles.ts";

/**
 * The document of a page. Script and style are in it, because each file that VS Code fetches for a page is dear; it loads
 * nothing, and no script or style runs that is not ours.
 *
 * @param language the user's, as VS Code names it.
 */
export function pageHtml({ script, style }: PageFiles, title: string, language: string): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  return documentOf({
    policy: [`script-src 'nonce-${nonce}'`, `style-src 'nonce-${nonce}'`, "font-src data:"],
    language,
    title,
    style: `<style nonce="${nonce}">${style}</style>`,
    body: `<script nonce="${nonce}">${script}</script>`,
  });
}

/** The document in the place of a page that is not there yet, or cannot be made: words and nothing else. */
export function wordsHtml(words: string, title: string, language: string): string {
  return documentOf({
    policy: [],
    language,
    title,
    style: "",
    body: `<p role="status">${escaped(words)}</p>`,
  });
}

interface Parts {
  /** What is allowed; everything else is not. */
  readonly policy: readonly string[];
  readonly language: string;
  readonly title: string;
  readonly style: string;
  readonly body: string;
}

function documentOf({ policy, language, title, style, body }: Parts): string {
  const whole = ["default-src 'none'", ...policy, "base-uri 'none'", "form-action 'none'"].join("; ");
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(whole)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${style}
</head>
<body>${body}</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
