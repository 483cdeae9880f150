import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Journal } from "../../../src/links/journal.ts";
import { ownerFileName, runFileName } from "../../../src/links/journalNames.ts";
import type { RunId } from "../../../src/model/change.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { JournalFolder } from "../../../src/platform/journalFolder.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { TestLog } from "../testing/fixtures.ts";
import { changePlan } from "../testing/journalScene.ts";

const run = promisify(execFile);

/** What may stand where a file is expected. */
const odd: Readonly<Record<string, (place: string) => Promise<unknown>>> = {
  "a link to itself": (place) => symlink(path.basename(place), place),
  "a link to nothing": (place) => symlink("nowhere", place),
  "a link to a file": async (place) => {
    const other = path.join(path.dirname(path.dirname(place)), "other");
    await writeFile(other, "hello\n");
    await symlink(other, place);
  },
  "a pipe": (place) => run("mkfifo", [place]),
  "an empty folder": (place) => mkdir(place),
  "a folder with files": async (place) => {
    await mkdir(place);
    await writeFile(path.join(place, "a"), "a");
  },
  "a file of 110 MB": async (place) => {
    await writeFile(place, "");
    await truncate(place, 110 * 1024 * 1024);
  },
};
const oddNames = Object.keys(odd);

describe.skipIf(process.platform === "win32")("An odd entry", () => {
  let root: string;
  let folder: string;
  let log: TestLog;
  const open: { dispose(): void }[] = [];
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "pal-odd-"));
    folder = path.join(root, "storage");
    await mkdir(folder);
    log = new TestLog();
  });
  afterEach(async () => {
    open.splice(0).forEach((journal) => journal.dispose());
    await rm(root, { recursive: true, force: true, maxRetries: 20 }); // whoever was alive gives its run up
  });

  const put = (kind: string, name: string): Promise<unknown> | undefined =>
    odd[kind]?.(path.join(folder, name));

  async function openJournal(): Promise<Journal> {
    const port = new JournalFolder(folder, () => undefined);
    const journal = new Journal({ port, clock: systemClock, log, newId: randomUUID });
    open.push(journal);
    await journal.start();
    return journal;
  }

  async function finishedRun(): Promise<string> {
    const started = await (await openJournal()).begin(changePlan());
    await started.close("finished");
    return started.runId;
  }

  describe.each(oddNames)("in the journal: %s", (kind) => {
    it("that is called like a run costs no other run, and is told", async () => {
      const good = await finishedRun();
      const name = runFileName("odd" as RunId, 1);
      await put(kind, name);
      const journal = await openJournal();
      expect(journal.runs.map(({ runId }) => runId)).toEqual([good]);
      expect(journal.skipped).toEqual([name]);
      expect(journal.damaged).toEqual([]);
      expect(await readdir(folder)).toContain(name);
      expect((await journal.begin(changePlan())).record.steps).toHaveLength(1);
    });

    it("does not keep anybody from forgetting", async () => {
      await finishedRun();
      await put(kind, runFileName("odd" as RunId, 1));
      await put(kind, ownerFileName("odd" as RunId, 1));
      await put(kind, `${runFileName("worse" as RunId, 1)}.1.damaged`);
      await put(kind, `${ownerFileName("worse" as RunId, 1)}.2.tmp`);
      const journal = await openJournal();
      await journal.forget();
      expect(await readdir(folder)).toEqual([]);
      expect(journal.skipped).toEqual([]);
      expect(journal.runs).toEqual([]);
    });

    it("that is called like the owner of a run is none, and hides no interrupted run", async () => {
      const first = await openJournal();
      const started = await first.begin(changePlan());
      first.dispose();
      await rm(path.join(folder, ownerFileName(started.runId, 1)), { force: true });
      await put(kind, ownerFileName(started.runId, 1));
      await put(kind, ownerFileName("odd" as RunId, 1));
      const journal = await openJournal();
      expect(journal.interrupted.map(({ runId }) => runId)).toEqual([started.runId]);
      const taken = await journal.takeOver(started.runId);
      await taken.close("leftAsIs");
      expect(journal.runs.map(({ closed }) => closed?.how)).toEqual(["leftAsIs"]);
    });

    it("where the next owner of a run would be gives way", async () => {
      const first = await openJournal();
      const started = await first.begin(changePlan());
      first.dispose();
      await put(kind, ownerFileName(started.runId, 2));
      const journal = await openJournal();
      const taken = await journal.takeOver(started.runId);
      await taken.close("leftAsIs");
      expect(journal.runs[0]?.closed?.how).toBe("leftAsIs");
    });
  });

  it("that comes while a window looks on costs nothing", async () => {
    const good = await finishedRun();
    const journal = await openJournal();
    for (const [at, kind] of oddNames.entries()) {
      await put(kind, runFileName("odd" as RunId, at));
    }
    await vi.waitFor(() => expect(journal.skipped).toHaveLength(oddNames.length), 5000);
    expect(journal.runs.map(({ runId }) => runId)).toEqual([good]);
  });

  describe.each(oddNames.filter((kind) => kind !== "a link to a file"))("among stored texts: %s", (kind) => {
    it("is not read, and does not hang", async () => {
      const storage = new FileStorage(folder);
      await put(kind, "a.json");
      await storage.open();
      const outcome = await storage.read("a.json").catch(() => "not read");
      expect(outcome).toBe("not read");
    });

    it("is cleared", async () => {
      const storage = new FileStorage(folder);
      await put(kind, "a.json");
      await put(kind, "b.json");
      await put(kind, "c.json.1.tmp");
      await storage.open();
      await storage.clear();
      expect(await readdir(folder)).toEqual([]);
    });
  });
});
