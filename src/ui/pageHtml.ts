import type { PageFiles } from "../platform/pageFiles.ts";

/**
 * The document of a page. Script and style are in it, because each file that VS Code fetches for a page is dear; it loads
 * nothing, and no script or style runs that is not ours.
 *
 * @param language the user's, as VS Code names it.
 */
export function pageHtml({ script, style }: PageFiles, title: string, language: string): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body><script nonce="${nonce}">${script}</script></body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
