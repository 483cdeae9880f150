import { readFile } from "node:fs/promises";
import * as vscode from "vscode";

/** What is in a page. */
export interface PageFiles {
  /** The build has seen to it that nothing in it ends a script element. */
  readonly script: string;
  readonly style: string;
}

/**
 * Reads what is in a page: its script and the style sheet that all pages share. Throws if one cannot be read. Not through VS
 * Code's own file system, which takes fifty times as long: the user waits for the page.
 *
 * @param extension the extension's own folder.
 * @param script the script's file in the folder `dist`.
 */
export async function readPageFiles(extension: vscode.Uri, script: string): Promise<PageFiles> {
  const read = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(extension, "dist", file).fsPath, "utf8");
  const [code, style] = await Promise.all([read(script), read("pages.css")]);
  return { script: code, style };
}
