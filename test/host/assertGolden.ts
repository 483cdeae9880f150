import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";

/**
 * Compares with the golden text `golden/<name>.txt`; a difference is shown whole, as a user would have seen it. With
 * PAL_UPDATE_GOLDEN set, the text is written there first: read the difference before you commit it.
 */
export async function assertGolden(name: string, text: string): Promise<void> {
  const extension = vscode.extensions.getExtension("palworks.partner-admin-link");
  const file = path.join(extension?.extensionPath ?? "", "test", "host", "golden", `${name}.txt`);
  if (process.env["PAL_UPDATE_GOLDEN"] !== undefined) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${text}\n`);
  }
  assert.equal(`${text}\n`, await readFile(file, "utf8"));
}
