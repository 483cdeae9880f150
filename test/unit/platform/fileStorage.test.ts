import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FileStorage } from "../../../src/platform/fileStorage.ts";

/** The name of the turn after a text that is there for the n-th time. */
function turnAfter(text: string, n: number): string {
  return `a.json.${createHash("sha256").update(text).digest("hex").slice(0, 32)}.${n}`;
}

/** Adds an entry to a text, if it is not in it yet, as often as it takes. */
async function add(storage: FileStorage, entry: string): Promise<void> {
  for (;;) {
    const before = await storage.read("a.json");
    const known = before?.split(" ") ?? [];
    if (known.includes(entry) || (await storage.swap("a.json", before, [...known, entry].join(" ")))) {
      return;
    }
  }
}

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

  it("keeps a copy of each damaged text, once, and leaves the text where it is", async () => {
    const storage = await open();
    await storage.write("a.json", "bad");
    const copies = [await storage.setAside("a.json", "bad"), await storage.setAside("a.json", "bad")];
    copies.push(await storage.setAside("a.json", "worse"));
    expect(new Set(copies).size).toBe(2);
    expect(await readdir(folder)).toEqual([...new Set(copies), "a.json"].toSorted());
    expect(await Promise.all(copies.map((copy) => storage.read(copy)))).toEqual(["bad", "bad", "worse"]);
    expect(copies.every((copy) => copy.endsWith(".damaged"))).toBe(true);
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

  it("opens beside windows that write and finish at any moment", async () => {
    const storage = await open();
    const failures: unknown[] = [];
    const writing = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 150; n += 1) {
        await storage.write("a.json", "text");
      }
    });
    const opening = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 150; n += 1) {
        await open().catch((error: unknown) => failures.push(error));
      }
    });
    await Promise.all([...writing, ...opening]);
    expect(failures).toEqual([]);
  });

  it("says so when a text cannot be read, and does not take it for none", async () => {
    const storage = await open();
    await symlink(path.join(folder, "a.json"), path.join(folder, "a.json"));
    await mkdir(path.join(folder, "b.json"));
    await expect(storage.read("a.json")).rejects.toThrow(/ELOOP/);
    await expect(storage.read("b.json")).rejects.toThrow(/no file/);
    await expect(storage.swap("b.json", undefined, "new")).rejects.toThrow(/no file/);
    expect(await readdir(folder)).toEqual(["a.json", "b.json"]);
  });

  it("lets one of all windows put a text after another, so that none of many changes is lost", async () => {
    const storages = await Promise.all(Array.from({ length: 4 }, open));
    const entries = storages.map((_storage, i) => Array.from({ length: 25 }, (_, n) => `${i}.${n}`));
    await Promise.all(
      storages.map(async (storage, i) => {
        for (const entry of entries[i] ?? []) {
          await add(storage, entry);
        }
      }),
    );
    const text = (await storages[0]?.read("a.json")) ?? "";
    expect(text.split(" ").toSorted()).toEqual(entries.flat().toSorted());
    expect(await readdir(folder)).toEqual(["a.json", "turns"]);
  });

  it("goes on where a window died between its text and the place of it, and never puts back an older one", async () => {
    const storage = await open();
    await storage.write("a.json", "one");
    const slow = new FileStorage(folder);
    expect(await storage.swap("a.json", "one", "two")).toBe(true);
    expect(await slow.swap("a.json", "one", "stale")).toBe(false);
    // What is there when a window is killed after it has taken its turn: the whole text, and whose turn it is.
    const id = randomUUID();
    await writeFile(path.join(folder, `a.json.${id}.tmp`), "two, three");
    await writeFile(path.join(folder, "turns", turnAfter("two", 0)), id);
    expect(await slow.swap("a.json", "two", "two, four")).toBe(false);
    expect(await storage.read("a.json")).toBe("two, three");
    expect(await slow.swap("a.json", "two, three", "two, three, four")).toBe(true);
    expect(await readdir(folder)).toEqual(["a.json", "turns"]);
  });

  it("lets the same text come again, as often as somebody wants it back", async () => {
    const [one, two] = await Promise.all([open(), open()]);
    for (let n = 0; n < 5; n += 1) {
      expect(await one.swap("a.json", n === 0 ? undefined : "off", "on")).toBe(true);
      expect(await two.swap("a.json", "on", "off")).toBe(true);
    }
    await one.clear();
    expect(await two.swap("a.json", "off", "back")).toBe(false);
    expect(await two.swap("a.json", undefined, "on")).toBe(true);
    expect(await readdir(folder)).toEqual(["a.json", "turns"]);
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
