import type * as fs from "node:fs/promises";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JournalFolder } from "../../../src/platform/journalFolder.ts";

/** What the system says when a folder is flushed (or opened), or a file. */
const fault = vi.hoisted(() => ({ folder: "", file: "", opening: false }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    open: async (place: string, flags: string) => {
      const isFolder = flags === "r";
      if (isFolder && fault.folder && fault.opening) {
        throw failure(fault.folder);
      }
      const handle = await real.open(place, flags);
      const code = isFolder ? fault.folder : fault.file;
      if (code) {
        handle.sync = () => Promise.reject(failure(code));
      }
      return handle;
    },
  };
});

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: no`), { code });
}

describe("A folder that cannot be flushed", () => {
  let root: string;
  let folder: string;
  let told: unknown[];
  let port: JournalFolder;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "pal-flush-"));
    folder = path.join(root, "storage", "journal");
    told = [];
    port = new JournalFolder(folder, (error) => told.push(error));
    Object.assign(fault, { folder: "", file: "", opening: false });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const codes = ["EIO", "ESTALE", "EREMOTEIO", "ENOSYS", "EWHATEVER"];

  it.each(codes.flatMap((code) => [false, true].map((opening) => [code, opening] as const)))(
    "stops nothing, because the files are safe, and is told once: %s (opening: %s)",
    async (code, opening) => {
      Object.assign(fault, { folder: code, opening });
      expect(await port.create("a", "one")).toBe(true);
      expect(await port.create("b", "two")).toBe(true);
      expect(await port.read("a")).toBe("one");
      expect(told).toEqual([expect.objectContaining({ code })]);
    },
  );

  it.each(["EPERM", "EACCES", "EISDIR", "EINVAL", "ENOTSUP", "EBADF"])(
    "is not told where no folder of the system can be: %s",
    async (code) => {
      fault.folder = code;
      expect(await port.create("a", "one")).toBe(true);
      expect(told).toEqual([]);
    },
  );

  it("is another thing than a file that cannot: then nothing may be done", async () => {
    fault.file = "EIO";
    await expect(port.create("a", "one")).rejects.toMatchObject({ code: "EIO" });
    expect(await readdir(folder)).toEqual(["a"]); // whoever wanted it takes it away
  });
});
