import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packFolder } from "../../scripts/packFolder.ts";

const manifest = {
  name: "tiny",
  publisher: "palworks",
  version: "1.0.0",
  engines: { vscode: "^1.105.0" },
  files: ["README.md"],
};

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pal-pack-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

test("an extension that vsce warns of is not packaged", async () => {
  // vsce warns that there is no licence.
  const folder = await folderWith({ "package.json": JSON.stringify(manifest), "README.md": "# Tiny" });
  await expect(packFolder(folder, path.join(folder, "tiny.vsix"))).rejects.toThrow(/LICENSE.*not found/);
});

test("an extension that vsce refuses is not packaged", async () => {
  const folder = await folderWith({ "package.json": JSON.stringify({ ...manifest, files: ["missing.js"] }) });
  await expect(packFolder(folder, path.join(folder, "tiny.vsix"))).rejects.toThrow(/missing\.js/);
});
