import * as vscode from "vscode";
import type { PageFiles } from "./pageHtml.ts";

/**
 * Reads what is in a page: its script and the style sheet that all pages share. Throws if one cannot be read.
 *
 * @param extension the extension's own folder.
 * @param script the script's file in the folder `dist`.
 */
export async function readPageFiles(extension: vscode.Uri, script: string): Promise<PageFiles> {
  const read = async (file: string): Promise<string> =>
    new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", file)),
    );
  const [code, style] = await Promise.all([read(script), read("pages.css")]);
  return { script: code, style };
}
