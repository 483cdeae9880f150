import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LinkMemory } from "../../../src/links/linkMemory.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { tenant, TestClock, TestLog } from "../testing/fixtures.ts";

/** On Windows, only some people may make links to files. */
const describeLinks = process.platform === "win32" ? describe.skip : describe;

describeLinks("A stored text that is a link to a file elsewhere", () => {
  let base: string;
  let folder: string;
  let link: string;
  let file: string;
  let storage: FileStorage;
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), "pal-linked-"));
    folder = path.join(base, "storage");
    link = path.join(folder, "marks.json");
    file = path.join(base, "settings", "pal.json");
    await mkdir(path.dirname(file));
    storage = new FileStorage(folder);
    await storage.open();
    await writeFile(file, "old");
    await symlink(path.join("..", "settings", "pal.json"), link);
  });
  afterEach(() => rm(base, { recursive: true }));

  async function isStillLink(): Promise<boolean> {
    return (await lstat(link)).isSymbolicLink();
  }

  it("stays a link when it is written", async () => {
    await storage.write("marks.json", "new");
    expect([await isStillLink(), await readFile(file, "utf8")]).toEqual([true, "new"]);
    expect(await readdir(path.dirname(file))).toEqual(["pal.json"]);
    expect(await readdir(folder)).toEqual(["marks.json"]);
  });

  it("stays a link when it is swapped, by one of all windows", async () => {
    const swaps = ["a", "b", "c"].map((text) => new FileStorage(folder).swap("marks.json", "old", text));
    const won = await Promise.all(swaps);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await isStillLink()).toBe(true);
    expect(await readFile(file, "utf8")).toBe(["a", "b", "c"][won.indexOf(true)]);
    expect(await readdir(path.dirname(file))).toEqual(["pal.json"]);
  });

  it("tells another window of a write", async () => {
    const onChange = vi.fn<() => void>();
    const watching = new FileStorage(folder).watch("marks.json", onChange);
    await storage.write("marks.json", "new");
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), 5000);
    watching.dispose();
  });

  it("is removed there when everything is, and what else lies there stays", async () => {
    await writeFile(path.join(base, "settings", "other.json"), "other");
    await symlink(path.join("..", "settings"), path.join(folder, "settings.json"));
    await storage.clear();
    expect(await readdir(folder)).toEqual([]);
    expect(await readdir(path.dirname(file))).toEqual(["other.json"]);
  });

  it("is neither read nor written where it leads nowhere, such as to a drive that is not mounted", async () => {
    await rm(file);
    await expect(storage.read("marks.json")).rejects.toThrow("ENOENT");
    await expect(storage.swap("marks.json", undefined, "new")).rejects.toThrow("ENOENT");
    await expect(storage.write("marks.json", "new")).rejects.toThrow("ENOENT");
    expect(await isStillLink()).toBe(true);
  });

  it("keeps a mark from being noted where it leads nowhere", async () => {
    await rm(file);
    const clock = new TestClock();
    const memory = new LinkMemory({ store: new LinkStore(clock), storage, clock, log: new TestLog() });
    await memory.start();
    await expect(memory.mark([tenant(1).tenantId], () => ({ hidden: true }))).rejects.toThrow("ENOENT");
    memory.dispose();
    expect(await isStillLink()).toBe(true);
  });
});
