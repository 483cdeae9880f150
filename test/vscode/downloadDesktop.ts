import { glob, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";

/** The option that lets the demo sign-in implement what VS Code's own sign-in does with a proposed API. */
export const demoSignInOption = "--enable-proposed-api=vscode.microsoft-authentication";

/**
 * Downloads the desktop VS Code into .vscode-test, unless it is there, and lets `trustedExtensions` (ids) use every
 * account without asking the person. Returns the path of its executable. Throws where it cannot be downloaded.
 */
export async function downloadDesktop(trustedExtensions: readonly string[] = []): Promise<string> {
  const executable = await downloadAndUnzipVSCode().catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The desktop VS Code cannot be downloaded here (${why}). Try without --desktop.`, {
      cause,
    });
  });
  // VS Code reads this list from its product file only. The copy in .vscode-test belongs to the tests alone.
  const folder = path.dirname(executable);
  const products = glob(["**/resources/app/product.json", "../Resources/app/product.json"], { cwd: folder });
  for await (const file of products) {
    const name = path.join(folder, file);
    const product = JSON.parse(await readFile(name, "utf8")) as object;
    await writeFile(name, JSON.stringify({ ...product, trustedExtensionAuthAccess: trustedExtensions }));
  }
  return executable;
}
