import * as vscode from "vscode";
import { isSettingName, settingsKeys } from "./settingsKeys.ts";

/** A settings file is not longer. */
const mostBytes = 1_000_000;

/** File systems of other schemes belong to extensions, and may be somewhere that never answers. */
const readSchemes: ReadonlySet<string> = new Set(["file", "vscode-remote"]);

/**
 * Which settings the workspace sets, of those whose names begin so; the bare prefix stands for an object that holds some.
 * VS Code tells nobody of values that it ignores itself, such as those of an untrusted folder, or of settings that only the
 * user may set: so the files are read as text, too. Never rejects; where a disk does not answer, it never ends.
 *
 * @param prefix ends with a dot.
 */
export async function readWorkspaceSettings(prefix: string): Promise<readonly string[]> {
  const { workspaceFolders = [], workspaceFile } = vscode.workspace;
  const folders = workspaceFolders.map(({ uri }) => uri);
  const files = folders.map((uri) => vscode.Uri.joinPath(uri, ".vscode", "settings.json"));
  const texts = await Promise.all([...files, ...(workspaceFile ? [workspaceFile] : [])].map(readText));
  const section = prefix.slice(0, -1);
  const written = texts.flatMap((text) => settingsKeys(text));
  const isMeant = (name: string): boolean => name === section || name.startsWith(prefix);
  return [...new Set([...written.filter(isMeant), ...takenSettings(section, folders)])];
}

/** Those of which VS Code says that the workspace sets them. */
function takenSettings(section: string, folders: readonly vscode.Uri[]): string[] {
  return [undefined, ...folders].flatMap((scope) => {
    const settings = vscode.workspace.getConfiguration(section, scope);
    const names = Object.keys(settings).filter((name) => {
      const values = settings.inspect(name);
      return values?.workspaceValue !== undefined || values?.workspaceFolderValue !== undefined;
    });
    return names.map((name) => `${section}.${name}`).filter(isSettingName);
  });
}

/** Empty if there is no such file. */
async function readText(file: vscode.Uri): Promise<string> {
  if (!readSchemes.has(file.scheme)) {
    return "";
  }
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > mostBytes ? "" : new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return "";
  }
}
