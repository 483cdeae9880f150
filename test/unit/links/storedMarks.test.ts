import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LinkMemory } from "../../../src/links/linkMemory.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { FileTrouble, StoragePort } from "../../../src/model/ports.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { alice, bob, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import type { MemoryWindow } from "../testing/memoryScene.ts";

let folder: string;
let troubles: FileTrouble[];
let opened: MemoryWindow[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pal-marks-"));
  troubles = [];
  opened = [];
});
afterEach(async () => {
  opened.forEach(({ memory }) => memory.dispose());
  await rm(folder, { recursive: true, force: true });
});

function noteTrouble(trouble: FileTrouble): void {
  troubles.push(trouble);
}

async function open(storage: StoragePort = new FileStorage(folder)): Promise<MemoryWindow> {
  const clock = new TestClock();
  const store = new LinkStore(clock);
  const memory = new LinkMemory({ store, storage, clock, log: new TestLog(), onTrouble: noteTrouble });
  opened.push({ store, memory });
  await memory.start();
  return { store, memory };
}

function id(n: number): string {
  return tenant(n).tenantId;
}

async function stored(): Promise<{ tenants: Record<string, unknown>; pinned?: unknown[] }> {
  return JSON.parse(await readFile(path.join(folder, "marks.json"), "utf8")) as ReturnType<typeof stored>;
}

describe("Marks of two windows", () => {
  it("are all kept, 100 times of 100: those that are made, and those that are taken back", async () => {
    const [one, two] = [await open(), await open()];
    for (let n = 1; n <= 100; n += 1) {
      await Promise.all([
        one.memory.mark([id(n)], () => ({ hidden: true })),
        two.memory.mark([id(n)], (mark) => ({ ...mark, notCustomer: true })),
        n > 1 && two.memory.mark([id(n - 1)], ({ hidden: _hidden, ...others }) => others),
        one.memory.pin(n % 2 ? alice.id : bob.id, n % 4 < 2),
      ]);
    }
    const { tenants, pinned } = await stored();
    const seen = Array.from({ length: 100 }, (_, n) => tenants[id(n + 1)]);
    // Of one tenant, either may have come first: hiding replaces the mark, the other adds to it.
    expect(seen.slice(0, -1).filter((mark) => JSON.stringify(mark).includes("hidden"))).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ hidden: true });
    expect(pinned).toEqual([bob.id]);
    const later = await open();
    expect(Object.fromEntries(later.store.marks)).toEqual(tenants);
  }, 60_000);

  it("of one tenant are both kept, whichever comes first", async () => {
    const [one, two] = [await open(), await open()];
    for (let n = 1; n <= 50; n += 1) {
      await Promise.all([
        one.memory.mark([id(n)], (mark) => ({ ...mark, name: "Own" })),
        two.memory.mark([id(n)], (mark) => ({ ...mark, hidden: true })),
      ]);
    }
    const marks = new Set(
      Object.values((await stored()).tenants).map((mark) => Object.keys(mark ?? {}).length),
    );
    expect(marks).toEqual(new Set([2]));
  }, 60_000);
});

describe("A file of marks", () => {
  it("that cannot be read is not taken for empty, and nothing is written to it", async () => {
    const odd = path.join(folder, "marks.json");
    await mkdir(odd); // no file: it is not opened
    const { store, memory } = await open();
    expect(troubles).toEqual([{ file: "marks.json", kind: "unread", code: "ENOTOURS" }]);
    await expect(memory.mark([id(1)], () => ({ hidden: true }))).rejects.toThrow(/no file/);
    await expect(memory.pin(alice.id, true)).rejects.toThrow(/no file/);
    expect([store.marks.size, store.pinned.size, troubles.length]).toEqual([0, 0, 1]);
    await rm(odd, { recursive: true });
    await writeFile(odd, JSON.stringify({ version: 1, tenants: { [id(2)]: { name: "Kept" } } }));
    await memory.mark([id(1)], () => ({ hidden: true }));
    expect((await stored()).tenants).toEqual({ [id(1)]: { hidden: true }, [id(2)]: { name: "Kept" } });
  });

  it("with marks that cannot be read keeps them as they are, until the tenant is marked anew", async () => {
    const tenants = { [id(1)]: { hidden: true }, [id(2)]: { hidden: "very" }, [id(3)]: 7 };
    const text = JSON.stringify({ version: 1, tenants, pinned: [alice.id, 5] });
    await writeFile(path.join(folder, "marks.json"), text);
    const { store, memory } = await open();
    expect(Object.fromEntries(store.marks)).toEqual({ [id(1)]: { hidden: true } });
    expect(troubles).toEqual([{ file: "marks.json", kind: "partly" }]);
    await memory.mark([id(4)], () => ({ name: "New" }));
    expect(await stored()).toMatchObject({
      tenants: { ...tenants, [id(4)]: { name: "New" } },
      pinned: [alice.id, 5],
    });
    await memory.mark([id(2)], () => ({ notCustomer: true }));
    expect((await stored()).tenants[id(2)]).toEqual({ notCustomer: true });
  });

  it("that is damaged stays, with a copy, until something is marked", async () => {
    await writeFile(path.join(folder, "marks.json"), '{"version":1,"tenants":{');
    const { memory } = await open();
    const copy = troubles[0]?.file ?? "";
    expect(troubles).toEqual([
      { file: expect.stringMatching(/^marks\.json\..*damaged$/) as string, kind: "damaged" },
    ]);
    expect(await readFile(path.join(folder, copy), "utf8")).toBe('{"version":1,"tenants":{');
    await memory.mark([id(1)], () => ({ hidden: true }));
    expect((await stored()).tenants).toEqual({ [id(1)]: { hidden: true } });
  });
});

/** A window in which everything is forgotten, and then a tenant is learnt. */
async function learn(): Promise<void> {
  const { store, memory } = await open();
  await memory.forget();
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, [tenant(1)]);
  await memory.flush();
  memory.dispose();
}

describe("What was forgotten once", () => {
  /** A storage whose first acts fail: another window is in the middle of a write. */
  class LateStorage extends FileStorage {
    failures = 1;

    override open(): Promise<void> {
      return this.failures-- > 0 ? Promise.reject(new Error("ENOENT")) : super.open();
    }
  }

  /** A storage that does not give the text that tells of forgetting. */
  class DeafStorage extends FileStorage {
    isDeaf = true;

    override read(name: string): Promise<string | undefined> {
      return this.isDeaf && name === "forgotten" ? Promise.reject(new Error("EIO")) : super.read(name);
    }
  }

  it("is not forgotten again because the storage could not be opened", async () => {
    await learn();
    const { store, memory } = await open(new LateStorage(folder));
    expect(store.rows).toHaveLength(1);
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await memory.flush();
    expect(store.rows).toHaveLength(2);
    expect((await open()).store.rows).toHaveLength(2);
  });

  it("is no news to a window that could not read it at first; what is forgotten then is", async () => {
    await learn();
    const storage = new DeafStorage(folder);
    const { store, memory } = await open(storage);
    store.setTenants(alice.id, [tenant(1), tenant(2)]);
    await memory.flush();
    expect((await open()).store.rows).toHaveLength(1); // as long as nobody knows, nothing is changed
    storage.isDeaf = false;
    store.setTenants(alice.id, [tenant(1), tenant(2), tenant(3)]);
    await memory.flush();
    expect((await open()).store.rows).toHaveLength(3);
    await (await open()).memory.forget();
    store.setTenants(alice.id, [tenant(1)]);
    await memory.flush();
    expect(store.rows).toEqual([]);
  });
});
