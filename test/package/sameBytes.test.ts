import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { buildVsix } from "../../scripts/package.ts";
import { packFolder } from "../../scripts/packFolder.ts";
import { repository } from "../../scripts/repository.ts";

/** What is packed, and a little of what is not. */
const sources = [
  ".vscodeignore",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "dist",
  "l10n",
  "media",
  "package.json",
  "package.nls.json",
  "tsconfig.json",
];

/** The repository as somebody else has it: in another folder, checked out at another time, and readable for other people. */
async function copyOfRepository(checkedOut: Date, mode: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pal-same-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of sources) {
    const copy = path.join(folder, name);
    await cp(path.join(repository, name), copy, { recursive: true });
    await utimes(copy, checkedOut, checkedOut);
  }
  for (const name of ["README.md", "media/icon.png", "dist/extension.js"]) {
    await utimes(path.join(folder, name), checkedOut, checkedOut);
    await chmod(path.join(folder, name), mode);
  }
  return folder;
}

beforeAll(async () => {
  await buildVsix();
});

afterEach(() => vi.unstubAllEnvs());

test("two packagings of one commit are the same bytes: in other folders, at other times, in another time zone", async () => {
  const folders = [
    await copyOfRepository(new Date("2026-01-02T03:04:05Z"), 0o644),
    await copyOfRepository(new Date("2026-07-08T09:10:11Z"), 0o664),
  ];
  vi.stubEnv("SOURCE_DATE_EPOCH", "1750000000");
  const packed: Buffer[] = [];
  for (const [index, folder] of folders.entries()) {
    vi.stubEnv("TZ", index === 0 ? "Asia/Tokyo" : "America/New_York");
    vi.stubEnv("LC_ALL", index === 0 ? "C" : "et_EE.UTF-8");
    const vsix = path.join(folder, "out.vsix");
    await packFolder(folder, vsix);
    packed.push(await readFile(vsix));
  }
  const [first, second] = packed;
  expect(first?.length).toBeGreaterThan(100_000);
  expect(first?.equals(second ?? Buffer.of())).toBe(true);
});

test("files carry the time of the commit, unless another is set", async () => {
  const folder = await copyOfRepository(new Date(), 0o644);
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", folder, "-c", "user.name=x", "-c", "user.email=x@x.example", ...args], {
      encoding: "utf8",
      env: { ...process.env, GIT_COMMITTER_DATE: "2024-02-29T12:34:56Z" },
    });
  git("init", "--quiet");
  git("add", "README.md");
  git("commit", "--quiet", "--message", "Readme");
  vi.stubEnv("SOURCE_DATE_EPOCH", undefined);
  const ofCommit = await timesIn(folder);
  vi.stubEnv("SOURCE_DATE_EPOCH", "1750000000");
  const ofEnvironment = await timesIn(folder);

  expect(ofCommit).toEqual(["2024-02-29T12:34:56Z"]);
  expect(ofEnvironment).toEqual(["2025-06-15T15:06:40Z"]);
});

test("without a commit the time is a fixed one, whatever repository is above the folder", async () => {
  const above = await mkdtemp(path.join(tmpdir(), "pal-above-"));
  onTestFinished(() => rm(above, { recursive: true, force: true }));
  execFileSync("git", ["-C", above, "init", "--quiet"]);
  execFileSync(
    "git",
    ["-C", above, "-c", "user.name=x", "-c", "user.email=x@x.example"].concat(
      ["commit", "--quiet", "--allow-empty"],
      ["--message", "Nothing"],
    ),
  );
  const folder = path.join(above, "unpacked");
  await mkdir(folder);
  for (const name of sources) {
    await cp(path.join(repository, name), path.join(folder, name), { recursive: true });
  }
  vi.stubEnv("SOURCE_DATE_EPOCH", undefined);
  expect(await timesIn(folder)).toEqual(["1980-01-01T00:00:00Z"]);
});

test.each(["yesterday", "-1", "1.5e9", "0", "99999999999"])(
  "a time that is none is refused: %s",
  async (epoch) => {
    const folder = await copyOfRepository(new Date(), 0o644);
    vi.stubEnv("SOURCE_DATE_EPOCH", epoch);
    await expect(packFolder(folder, path.join(folder, "out.vsix"))).rejects.toThrow("SOURCE_DATE_EPOCH");
  },
);

test("what goes in is named: all else stays out, and every line names something", async () => {
  const lines = (await readFile(path.join(repository, ".vscodeignore"), "utf8"))
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines[0]).toBe("**");
  expect(lines.slice(1).filter((line) => !line.startsWith("!"))).toEqual([]);

  const packed = Object.keys(unzipSync(await readFile(await buildVsix()))).map((name) =>
    name.replace("extension/", "").toLowerCase(),
  );
  const named = lines.slice(1).map((line) => line.slice(1));
  expect(named.filter((pattern) => !packed.some((name) => isOf(pattern, name)))).toEqual([]);

  const manifest: unknown = JSON.parse(await readFile(path.join(repository, "package.json"), "utf8"));
  expect(manifest).not.toHaveProperty("files"); // vsce takes one of both
});

/** vsce packs `LICENSE` as `LICENSE.txt`, and some names in small letters. */
function isOf(pattern: string, name: string): boolean {
  const plain = name.replace(/^license\.txt$/, "license");
  return path.matchesGlob(plain, pattern.toLowerCase());
}

/** The times that files of the package made of the folder carry, each once. */
async function timesIn(folder: string): Promise<string[]> {
  const vsix = path.join(folder, "out.vsix");
  await packFolder(folder, vsix);
  const bytes = await readFile(vsix);
  expect(strFromU8(unzipSync(bytes)["extension/package.json"] ?? new Uint8Array())).toContain("palworks");
  const times = new Set<string>();
  // Each entry of the directory: signature, versions, flags, method, then time and date as DOS has them.
  for (let at = bytes.indexOf("PK\u0001\u0002"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4)) {
    const [time, date] = [bytes.readUInt16LE(at + 12), bytes.readUInt16LE(at + 14)];
    const day = [(date >> 9) + 1980, (date >> 5) & 15, date & 31].map((n) => String(n).padStart(2, "0"));
    const hour = [time >> 11, (time >> 5) & 63, (time & 31) * 2].map((n) => String(n).padStart(2, "0"));
    times.add(`${day.join("-")}T${hour.join(":")}Z`);
  }
  return [...times];
}
