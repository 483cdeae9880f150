import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readFolder } from "../../secrets/readPlaces.ts";
import { SecretFinder } from "../../secrets/secretFinder.ts";

const secret = "a-secret-that-is-planted";
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pal-places-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Where the secret is found, by the names of the places. */
function found(): string[] {
  const finder = new SecretFinder([{ kind: "client secret", text: secret }]);
  return [...readFolder(folder, "data")]
    .filter(({ bytes }) => finder.find(bytes).length > 0)
    .map(({ name }) => name)
    .toSorted();
}

it("Files, hidden and deep ones, archives, compressed files and databases are looked through", async () => {
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  await write("innocent.txt", "nothing");
  expect(found()).toEqual([]);

  await write("deep/er/settings.json", JSON.stringify({ value: secret }));
  await write(".hidden", secret);
  await write("deep/.config/.hidden", secret);
  await write("package.vsix", zipSync({ "extension/a.js": strToU8(`const x = "${secret}"`) }, { level: 9 }));
  await write("log.gz", gzipSync(`${"text ".repeat(1000)}${secret}`));
  const outside = await mkdtemp(path.join(tmpdir(), "pal-outside-"));
  await writeFile(path.join(outside, "file"), secret);
  await symlink(outside, path.join(folder, "link"));

  // A value that is spread over several pages, so that the file's bytes alone do not hold the secret in one piece.
  const database = new DatabaseSync(path.join(folder, "state.vscdb"));
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE ItemTable (key TEXT, value BLOB)");
  const add = database.prepare("INSERT INTO ItemTable VALUES (?, ?)");
  for (let before = 0; before < 4096; before += 8) {
    add.run(`key ${before}`, Buffer.from(`${"x".repeat(4096 + before)}${secret}${"y".repeat(9000)}`));
  }

  const names = found();
  database.close();
  await rm(outside, { recursive: true });
  expect([...new Set(names)]).toEqual([
    "data/.hidden",
    "data/deep/.config/.hidden",
    "data/deep/er/settings.json",
    "data/log.gz!",
    "data/package.vsix!extension/a.js",
    "data/state.vscdb",
    "data/state.vscdb!ItemTable",
    "data/state.vscdb-wal",
  ]);
  expect(names.filter((name) => name.endsWith("!ItemTable"))).toHaveLength(512);
});
