import { describe, expect, it } from "vitest";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { TestStorage } from "../testing/testStorage.ts";
import { bookWith, BookWindow, copyOf, principal, reopened } from "./bookScene.ts";

/** A window remembered two accounts, and was closed. */
async function remembered(): Promise<TestStorage> {
  const storage = new TestStorage();
  const { book } = await BookWindow.open(storage);
  const clouds = new AccountClouds(book);
  await clouds.remember("alice.home", "custom:management.rig.test");
  await clouds.remember("carol.home", "china");
  book.dispose();
  return storage;
}

describe("Accounts of other clouds than the public one", () => {
  it.each([
    ["was cut", (text: string) => text.slice(0, text.indexOf('"principals"'))],
    ["has something behind it", (text: string) => `${text}}`],
  ])(
    "stay where they are when the book %s while no window was open, also after the next restart",
    async (_what, damage) => {
      const damaged = copyOf(await remembered(), damage);
      const { book } = await BookWindow.open(damaged);
      const clouds = new AccountClouds(book);
      expect(clouds.cloudOf("carol.home")).toBe("china");
      expect(clouds.cloudOf("alice.home")).toBe("custom:management.rig.test");
      book.dispose();
      const next = new AccountClouds((await BookWindow.open(copyOf(damaged))).book);
      expect(next.cloudOf("carol.home")).toBe("china");
      expect(next.cloudOf("alice.home")).toBe("custom:management.rig.test");
    },
  );

  it("stay where they are when the book is gone while a window is open", async () => {
    const storage = await remembered();
    const { book } = await BookWindow.open(storage);
    storage.texts.clear();
    await book.refresh();
    expect(new AccountClouds(book).cloudOf("carol.home")).toBe("china");
  });

  it("are not there where nobody is, and a book that is gone is no damaged one", async () => {
    const storage = await bookWith({ principals: [principal("secret")] });
    const { book, log } = await BookWindow.open(storage);
    expect(book.content.accounts).toEqual([]);
    storage.texts.clear();
    await book.refresh();
    expect(book.content.accounts).toEqual([]);
    expect([[...storage.texts], log.lines]).toEqual([[], []]);
  });

  it("are told apart from each other", async () => {
    const { book } = await BookWindow.open(copyOf(await remembered()));
    expect(book.content.accounts).toEqual([
      { accountId: "alice.home", cloud: "custom:management.rig.test" },
      { accountId: "carol.home", cloud: "china" },
    ]);
  });
});

describe("The id of a book", () => {
  it("stays the same, also when the book is damaged: it says whose the secrets are", async () => {
    const storage = await bookWith({ principals: [principal("secret")] });
    const { id } = (await reopened(storage)).content;
    expect((await reopened(storage)).content.id).toBe(id);
    const damaged = copyOf(storage, (text) => text.slice(0, -3));
    expect((await BookWindow.open(damaged)).book.content.id).toBe(id);
  });

  it("is a new one for a book that is none", async () => {
    const storage = new TestStorage();
    storage.texts.set("identities.json", '{"id":"------------------------------------"');
    expect((await BookWindow.open(storage)).book.content.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});

describe("A book that was not read", () => {
  it("says so, before the start and while the storage fails: nobody knows whose the secrets are", async () => {
    const storage = await bookWith({ principals: [principal("secret")] });
    const window = new BookWindow(copyOf(storage));
    expect(window.book.isRead).toBe(false);
    await window.book.start();
    expect(window.book.isRead).toBe(true);

    const broken = copyOf(storage);
    broken.fault = new Error("EACCES");
    const other = await BookWindow.open(broken);
    expect(other.book.isRead).toBe(false);
    expect(other.log.lines.join("\n")).toContain("EACCES");
    broken.fault = undefined;
    await other.book.refresh();
    expect(other.book.isRead).toBe(true);
    expect(other.book.content.principals).toHaveLength(1);
  });

  it("is not changed, and nothing is told", async () => {
    const storage = await bookWith({ principals: [principal("secret")] });
    const window = await BookWindow.open(storage);
    storage.fault = new Error("EACCES");
    await expect(window.book.change((content) => ({ ...content, principals: [] }))).rejects.toThrow("EACCES");
    expect(window.book.content.principals).toHaveLength(1);
    expect(window.told).toBe(1); // of the start
  });

  it("because there is none is read: nobody has any secrets", async () => {
    const window = await BookWindow.open(new TestStorage());
    expect(window.book.isRead).toBe(true);
    expect(window.log.lines).toEqual([]);
  });

  it.each(["open", "read"] as const)("says in the log why: %s", async (act) => {
    const storage = await bookWith({ principals: [principal("secret")] });
    Object.assign(storage, { [act]: () => Promise.reject(new Error("EACCES")) });
    const window = await BookWindow.open(storage);
    expect(window.log.lines).toEqual([expect.stringContaining("EACCES")]);
    expect(window.book.isRead).toBe(act === "open");
  });

  it("can be closed before it was opened", () => {
    expect(() => new BookWindow(new TestStorage()).book.dispose()).not.toThrow();
  });

  it("because it is of a newer version is left alone", async () => {
    const storage = new TestStorage();
    const text = JSON.stringify({ version: 2, all: "else" });
    storage.texts.set("identities.json", text);
    const { book } = await BookWindow.open(storage);
    expect(book.isRead).toBe(false);
    await expect(book.change((content) => content)).rejects.toMatchObject({ code: "unexpected" });
    expect([...storage.texts]).toEqual([["identities.json", text]]);
  });
});

describe("A damaged book", () => {
  it.each(["", "null", "{}", "7", '"text"', "[1]", '{"version":1}', '{"version":"1","id":7}', "x"])(
    "is kept aside, told in the log, and read as far as it goes: %j",
    async (text) => {
      const storage = new TestStorage();
      storage.texts.set("identities.json", text);
      const window = await BookWindow.open(storage);
      expect(window.book.content).toMatchObject({ principals: [], accounts: [] });
      expect(window.log.lines).toEqual([expect.stringContaining("damaged")]);
      expect([...storage.texts.entries()]).toContainEqual([expect.stringContaining("damaged"), text]);
      await window.book.change((content) => ({ ...content, principals: [principal("secret")] }));
      expect((await reopened(storage)).content.principals).toHaveLength(1);
    },
  );
});
