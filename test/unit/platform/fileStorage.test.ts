import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FileStorage } from "../../../src/platform/fileStorage.ts";

describe("Storage in files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), "pal-storage-")), "memory");
  });
  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  async function open(): Promise<FileStorage> {
    const storage = new FileStorage(folder);
    await storage.open();
    return storage;
  }

  it("gives back what was written, and nothing where nothing was", async () => {
    const storage = await open();
    expect(await storage.read("a.json")).toBeUndefined();
    await storage.write("a.json", "one");
    await storage.write("a.json", "two");
    expect(await storage.read("a.json")).toBe("two");
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  it("never shows a reader half a text, however many windows write at once", async () => {
    const storages = await Promise.all([open(), open(), open()]);
    const texts = storages.map((_storage, i) => String(i).repeat(100_000));
    await storages[0]?.write("a.json", texts[0] ?? "");
    const seen = new Set<string | undefined>();
    const writing = storages.flatMap((storage, i) =>
      Array.from({ length: 5 }, () => storage.write("a.json", texts[i] ?? "")),
    );
    for (let i = 0; i < 50; i += 1) {
      seen.add(await storages[0]?.read("a.json"));
    }
    await Promise.all(writing);
    expect([...seen].filter((text) => !texts.includes(text ?? ""))).toEqual([]);
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  it("keeps every damaged text under a name of its own, and does not mind if another window was faster", async () => {
    const storage = await open();
    await storage.write("a.json", "bad");
    await Promise.all([storage.setAside("a.json"), storage.setAside("a.json")]);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^a\.json\.\d+\.damaged$/)]);
  });

  it("removes what a window that crashed was writing long ago, and nothing that is being written", async () => {
    await open();
    const old = path.join(folder, "a.json.1.tmp");
    await writeFile(old, "half");
    await utimes(old, new Date(0), new Date(0));
    await writeFile(path.join(folder, "a.json.2.tmp"), "half");
    await open();
    expect(await readdir(folder)).toEqual(["a.json.2.tmp"]);
  });

  it("tells another window of a write", async () => {
    const [one, two] = await Promise.all([open(), open()]);
    let told = 0;
    const watching = two.watch("a.json", () => {
      told += 1;
    });
    await one.write("a.json", "news");
    await vi.waitFor(() => expect(told).toBeGreaterThan(0), 5000);
    watching.dispose();
  });

  it("does without telling where nothing can be watched", () => {
    expect(() =>
      new FileStorage(path.join(folder, "missing")).watch("a.json", () => undefined).dispose(),
    ).not.toThrow();
  });

  it("leaves nothing behind when it is cleared", async () => {
    const storage = await open();
    await storage.write("a.json", "one");
    await storage.clear();
    expect(await readdir(folder)).toEqual([]);
  });

  it("removes what was set aside or never finished, and nothing else", async () => {
    const storage = await open();
    for (const name of ["a.json", "a.json.1.damaged", "a.json.2.tmp", "tmp", "damaged.json"]) {
      await writeFile(path.join(folder, name), "text");
    }
    await storage.removeLeftovers();
    expect((await readdir(folder)).toSorted()).toEqual(["a.json", "damaged.json", "tmp"]);
  });

  it("says when a text cannot be written, and leaves the old one", async () => {
    const storage = await open();
    await storage.write("a.json", "old");
    await expect(storage.write("missing/b.json", "new")).rejects.toThrow(/ENOENT/);
    expect(await storage.read("a.json")).toBe("old");
  });
});
