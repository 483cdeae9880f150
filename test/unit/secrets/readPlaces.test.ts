import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readFile, readFolder } from "../../secrets/readPlaces.ts";
import { SecretFinder } from "../../secrets/secretFinder.ts";

const secret = "a-secret-that-is-planted";
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pal-places-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

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

it("A file that is only half written is looked through as it is, and those after it, too", async () => {
  const archive = Buffer.from(zipSync({ "a.js": strToU8(secret.repeat(50)) }));
  await writeFile(path.join(folder, "1.zip"), archive.subarray(0, 60));
  await writeFile(
    path.join(folder, "2.gz"),
    Buffer.concat([gzipSync("x").subarray(0, 12), Buffer.from(secret)]),
  );
  await writeFile(path.join(folder, "3.vscdb"), `SQLite format 3\0${secret}`);
  await writeFile(path.join(folder, "4.txt"), secret);
  expect(found()).toEqual(["data/2.gz", "data/3.vscdb", "data/4.txt"]);
  // Who asks for one file gets all of it, or is told.
  expect(() => [...readFile(path.join(folder, "1.zip"), "the VSIX")]).toThrow(Error);
  expect(() => [...readFile(path.join(folder, "gone.vsix"), "the VSIX")]).toThrow("ENOENT");
});

it("Files and folders that go away meanwhile are gone, and the others are looked through", async () => {
  await mkdir(path.join(folder, "b"));
  for (const name of ["a.txt", "b/b.txt", "c.txt", "d.txt"]) {
    await writeFile(path.join(folder, name), secret);
  }
  const names: string[] = [];
  for (const { name } of readFolder(folder, "data")) {
    names.push(name);
    await rm(path.join(folder, "b"), { recursive: true, force: true });
    await rm(path.join(folder, "c.txt"), { force: true });
  }
  expect(names).toEqual(["data/a.txt", "data/d.txt"]);
  expect([...readFolder(path.join(folder, "b"), "b")]).toEqual([]);
});
