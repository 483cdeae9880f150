import type * as files from "node:fs/promises";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { Turns } from "../../../src/platform/turns.ts";

const disk = vi.hoisted(() => ({ linkFails: undefined as string | undefined }));

vi.mock("node:fs/promises", async (load) => {
  const real = await load<typeof files>();
  return {
    ...real,
    link: (from: string, to: string) =>
      disk.linkFails === undefined
        ? real.link(from, to)
        : Promise.reject(Object.assign(new Error(disk.linkFails), { code: disk.linkFails })),
  };
});

const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
let folder: string;
let turns: Turns;
beforeEach(async () => {
  disk.linkFails = undefined;
  folder = await mkdtemp(path.join(tmpdir(), "pal-turns-"));
  turns = new Turns(path.join(folder, "turns"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.each([undefined, "EPERM", "ENOTSUP", "ENOSYS", "EISDIR"])(
  "One of all windows has a turn, also on disks without hard links (%s)",
  async (code) => {
    disk.linkFails = code;
    const owners = await Promise.all(ids.map((id) => turns.take("a.json.x.0", id)));
    const owner = (await turns.take("a.json.x.0", ids[0] ?? "")) ?? "";
    expect(ids).toContain(owner);
    // Without hard links, a turn is not yet written for a moment: whose it is cannot be told then.
    expect(owners.filter((one) => one !== undefined && one !== owner)).toEqual([]);
    expect(owners).toContain(owner);
    expect(await readdir(path.join(folder, "turns"))).toEqual(["a.json.x.0"]);
  },
);

it.each(["ENOSPC", "EDQUOT", "EROFS"])("A disk that takes nothing gives no turn (%s)", async (code) => {
  disk.linkFails = code;
  await expect(turns.take("a.json.x.0", ids[0] ?? "")).rejects.toThrow(code);
  const storage = new FileStorage(folder);
  await writeFile(path.join(folder, "a.json"), "old");
  await expect(storage.swap("a.json", "old", "new")).rejects.toThrow(code);
  expect(await storage.read("a.json")).toBe("old");
  expect((await readdir(folder)).toSorted()).toEqual(["a.json", "turns"]);
});

it("A turn that nobody can be waiting for any more is removed, and no other", async () => {
  await turns.take("a.json.x.0", ids[0] ?? "");
  await turns.take("a.json.y.0", ids[0] ?? "");
  await utimes(path.join(folder, "turns", "a.json.x.0"), new Date(0), new Date(0));
  await turns.tidy();
  expect(await readdir(path.join(folder, "turns"))).toEqual(["a.json.y.0"]);
});

it("A turn that does not say whose it is, is nobody's", async () => {
  await turns.take("a.json.x.0", ids[0] ?? "");
  await writeFile(path.join(folder, "turns", "a.json.y.0"), "../../evil");
  expect(await turns.take("a.json.y.0", ids[0] ?? "")).toBeUndefined();
});
