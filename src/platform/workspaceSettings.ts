import * as vscode from "vscode";

/** A settings file is not longer. */
const mostBytes = 1_000_000;

/**
 * Which settings the files of the workspace set, of those whose names begin so. VS Code tells nobody of values that it ignores itself, such as
 * those of an untrusted folder, or of settings that only the user may set: so the files are read as text.
 */
export async function readWorkspaceSettings(prefix: string): Promise<readonly string[]> {
  const { workspaceFolders = [], workspaceFile } = vscode.workspace;
  const files = workspaceFolders.map(({ uri }) => vscode.Uri.joinPath(uri, ".vscode", "settings.json"));
  const texts = await Promise.all([...files, ...(workspaceFile ? [workspaceFile] : [])].map(readText));
  const names = texts.flatMap((text) => [...text.matchAll(/"([\w.-]+)"\s*:/g)].map(([, name = ""]) => name));
  return [...new Set(names.filter((name) => name.startsWith(prefix)))];
}

/** Empty if there is no such file. */
async function readText(file: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(file);
    return bytes.length > mostBytes ? "" : new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}
