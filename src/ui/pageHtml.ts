import * as vscode from "vscode";

/** The only folder that pages get files from. */
export function pageFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "dist");
}

/**
 * The document of a page: nothing but its script. Nothing is loaded from elsewhere, and no script or style runs that is not
 * a file of ours.
 *
 * @param script the script's file in `folder`.
 */
export function pageHtml(webview: vscode.Webview, folder: vscode.Uri, script: string, title: string): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const address = (file: string): string =>
    attribute(String(webview.asWebviewUri(vscode.Uri.joinPath(folder, file))));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${address("codicon.css")}">
<script type="module" nonce="${nonce}" src="${address(script)}"></script>
</head>
<body></body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
