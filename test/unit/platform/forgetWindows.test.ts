import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Journal } from "../../../src/links/journal.ts";
import { LinkMemory } from "../../../src/links/linkMemory.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { JournalFolder } from "../../../src/platform/journalFolder.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { alice, tenant, TestLog } from "../testing/fixtures.ts";
import { changePlan } from "../testing/journalScene.ts";

/** A window over real files. */
interface RealWindow {
  readonly store: LinkStore;
  readonly memory: LinkMemory;
  readonly journal: Journal;
}

let root: string;
const windows: RealWindow[] = [];
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "pal-forget-"));
});
afterEach(async () => {
  windows.splice(0).forEach(({ memory, journal }) => [memory, journal].forEach((part) => part.dispose()));
  await rm(root, { recursive: true, force: true, maxRetries: 20 });
});

async function openWindow(): Promise<RealWindow> {
  const [clock, log] = [systemClock, new TestLog()];
  const store = new LinkStore(clock);
  const memory = new LinkMemory({ store, storage: new FileStorage(path.join(root, "memory")), clock, log });
  const port = new JournalFolder(path.join(root, "journal"));
  const journal = new Journal({ port, clock, log, newId: randomUUID });
  const opened = { store, memory, journal };
  windows.push(opened);
  await memory.start();
  await journal.start();
  return opened;
}

it("What one window forgets is gone from the other one, from the disk, and for good", async () => {
  const [one, two] = [await openWindow(), await openWindow()];
  for (const { store, journal } of [one, two]) {
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    await (await journal.begin(changePlan())).close("finished");
    await (await journal.begin(changePlan())).close("finished");
  }
  await one.memory.flush();
  for (const left of ["memory/knowledge.json.1.damaged", "memory/marks.json.2.tmp", "journal/x.damaged"]) {
    await writeFile(path.join(root, left), "alice");
  }
  await vi.waitFor(() => expect(two.journal.runs).toHaveLength(4), 5000);
  await one.memory.forget();
  await one.journal.forget();
  await vi.waitFor(() => {
    expect(two.store.rows).toEqual([]);
    expect(two.journal.runs).toEqual([]);
  }, 5000);
  await two.memory.flush();
  expect(await readdir(path.join(root, "memory"))).toEqual(["forgotten"]);
  expect(await readdir(path.join(root, "journal"))).toEqual([]);
});
