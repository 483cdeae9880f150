import { randomUUID } from "node:crypto";
import { access, chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Journal } from "../../../src/links/journal.ts";
import { JournalFolder } from "../../../src/platform/journalFolder.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { TestLog } from "../testing/fixtures.ts";
import { changePlan } from "../testing/journalScene.ts";

describe("The journal in files", () => {
  let root: string;
  let folder: string;
  let port: JournalFolder;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "pal-journal-"));
    folder = path.join(root, "storage", "journal");
    port = new JournalFolder(folder);
  });
  afterEach(async () => {
    await chmod(folder, 0o700).catch(() => undefined);
    await rm(root, { recursive: true, force: true });
  });

  it("makes its folder when it is needed, also after somebody took it away", async () => {
    expect(await port.list()).toEqual([]);
    await rm(folder, { recursive: true });
    expect(await port.create("a", "one")).toBe(true);
    await rm(path.dirname(folder), { recursive: true });
    await port.replace("b", "two");
    expect(await port.list()).toEqual([{ name: "b", size: 3 }]);
  });

  it("gives a name to one only, however many want it", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_none, i) => new JournalFolder(folder).create("a", `window ${i}`)),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await port.read("a")).toBe(`window ${made.indexOf(true)}`);
  });

  it("adds to a file that is there, and makes none", async () => {
    await port.create("a", "1");
    await port.append("a", "2");
    expect(await port.read("a")).toBe("12");
    await expect(port.append("b", "1")).rejects.toMatchObject({ code: "ENOENT" });
    expect(await port.read("b")).toBeUndefined();
  });

  it("never mixes the texts of two windows", async () => {
    await port.create("a", "");
    const lines = Array.from({ length: 60 }, (_none, i) => `${String.fromCodePoint(48 + i).repeat(5000)}\n`);
    await Promise.all(lines.map((line) => new JournalFolder(folder).append("a", line)));
    expect((await port.read("a"))?.match(/.*\n/g)?.toSorted()).toEqual(lines.toSorted());
  });

  it.skipIf(process.platform === "win32")("is for this user only", async () => {
    await port.create("a", "1");
    await port.replace("b", "1");
    for (const name of ["a", "b"]) {
      expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
    }
  });

  it("shows a reader the old or the new text, never a part, and nothing that is on its way", async () => {
    const texts = ["a", "b"].map((letter) => letter.repeat(200_000));
    await port.replace("a", texts[0] ?? "");
    const writing = Array.from({ length: 10 }, (_none, i) => port.replace("a", texts[i % 2] ?? ""));
    const seen = await Promise.all(Array.from({ length: 30 }, () => port.read("a")));
    expect(seen.filter((text) => !texts.includes(text ?? ""))).toEqual([]);
    await port.list();
    await Promise.all(writing);
    expect((await port.list()).map(({ name }) => name)).toEqual(["a"]);
  });

  it("keeps a damaged file under another name, and does not mind if another window was faster", async () => {
    await port.create("a", "bad");
    await Promise.all([port.setAside("a"), new JournalFolder(folder).setAside("a")]);
    const names = (await port.list()).map(({ name }) => name);
    expect(names).toEqual([expect.stringMatching(/^a\.\d+\.damaged$/)]);
    expect(await port.read(names[0] ?? "")).toBe("bad");
  });

  it("removes a file, once or twice, and what a window that crashed left long ago", async () => {
    await port.create("a", "1");
    await port.remove("a");
    await port.remove("a");
    const old = path.join(folder, "a.1.tmp");
    await writeFile(old, "half");
    await utimes(old, new Date(0), new Date(0));
    await writeFile(path.join(folder, "a.2.tmp"), "half");
    expect(await port.list()).toEqual([]);
    expect(await readdir(folder)).toEqual(["a.2.tmp"]);
  });

  it("tells another window which file changed", async () => {
    await port.create("a", "1");
    const told = new Set<string | undefined>();
    const watching = new JournalFolder(folder).watch((name) => told.add(name));
    await port.append("a", "2");
    await vi.waitFor(() => expect([...told]).toContain("a"), 5000);
    watching.dispose();
    expect(() =>
      new JournalFolder(path.join(root, "missing")).watch(() => undefined).dispose(),
    ).not.toThrow();
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
    "says when nothing can be written",
    async () => {
      await port.create("a", "1");
      await chmod(folder, 0o500);
      await chmod(path.join(folder, "a"), 0o400);
      await expect(port.create("b", "1")).rejects.toMatchObject({ code: "EACCES" });
      await expect(port.append("a", "1")).rejects.toMatchObject({ code: "EACCES" });
      await expect(port.replace("a", "1")).rejects.toMatchObject({ code: "EACCES" });
    },
  );

  it("says when the disk is full", async ({ skip }) => {
    await access("/dev/full").catch(() => skip("this system has no disk that is always full"));
    const full = new JournalFolder("/dev");
    await expect(full.append("full", "1")).rejects.toMatchObject({ code: "ENOSPC" });
  });

  it("carries a run from one window to the next", async () => {
    const log = new TestLog();
    const open = async (): Promise<Journal> => {
      const journal = new Journal({
        port: new JournalFolder(folder),
        clock: systemClock,
        log,
        newId: randomUUID,
      });
      await journal.start();
      return journal;
    };
    const [one, two] = [await open(), await open()];
    const run = await one.begin(changePlan(2));
    await run.write({ type: "writing", step: 0, verb: "PUT", partnerId: "4567890", before: null });
    await vi.waitFor(() => expect(two.runs).toEqual(one.runs), 5000);
    await expect(two.takeOver(run.runId)).rejects.toMatchObject({ code: "busy" });
    one.dispose();
    await vi.waitFor(() => expect(two.interrupted).toEqual(one.runs), 5000);
    const taken = await two.takeOver(run.runId);
    await taken.write({ type: "ended", step: 0, end: "changed", after: "4567890" });
    await taken.close("leftAsIs");
    const three = await open();
    expect(three.runs).toEqual(two.runs);
    expect(await readdir(folder)).toHaveLength(1);
    const [file] = await readdir(folder);
    expect((await readFile(path.join(folder, file ?? ""), "utf8")).trim().split(/\n+/)).toHaveLength(6);
    expect(log.lines).toEqual([]);
    [one, two, three].forEach((journal) => journal.dispose());
  });
});
