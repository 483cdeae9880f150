import { describe, expect, it } from "vitest";
import { bookFormat } from "../../../src/identity/bookFormat.ts";
import { marksFormat } from "../../../src/links/marksFormat.ts";
import { RememberedFile, type RememberedFormat } from "../../../src/links/rememberedFile.ts";
import { snapshotFormat } from "../../../src/links/snapshotFormat.ts";
import { isTooDeep } from "../../../src/model/parseForeignJson.ts";
import type { FileTrouble } from "../../../src/model/ports.ts";
import { BookWindow } from "../identity/bookScene.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";

const id = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const nested = (levels: number, open = "[", close = "]"): string =>
  open.repeat(levels) + close.repeat(levels);
/** So many that writing it as JSON would overflow the stack. */
const deep = nested(20_000);

/** What is told when a file of this text is read and changed twice. */
async function changed<T>(format: RememberedFormat<T>, text: string, value: T): Promise<FileTrouble[]> {
  const storage = new TestStorage();
  storage.texts.set(format.name, text);
  const troubles: FileTrouble[] = [];
  const file = new RememberedFile(format, {
    storage,
    log: new TestLog(),
    clock: { sleep: async () => {} },
    onTrouble: (trouble) => troubles.push(trouble),
  });
  await file.readNew();
  await file.write((news) => news ?? value);
  await file.write(() => value);
  expect(storage.texts.get(`${format.name}.damaged`)).toBe(text);
  return troubles;
}

const damaged = (file: string): FileTrouble[] => [{ file: `${file}.damaged`, kind: "damaged" }];

describe("A file that is nested too deep to be written again is damaged", () => {
  it.each([deep, nested(20_000, '{"a":', "}").replace(":}", ":1}")])(
    "and can be changed: book, marks, knowledge",
    async (part) => {
      const book = { id, principals: [], accounts: [], wiping: [] };
      const marks = { tenants: new Map(), pinned: new Set<string>() };
      const knowledge = { identities: [], rows: [] };
      expect([
        await changed(bookFormat, `{"version":1,"id":"${id}","principals":[${part}]}`, book),
        await changed(marksFormat, `{"version":1,"tenants":{"${id}":${part}}}`, marks),
        await changed(snapshotFormat, `{"version":1,"identities":[],"rows":[${part}]}`, knowledge),
      ]).toEqual(["identities.json", "marks.json", "knowledge.json"].map(damaged));
    },
  );

  it.each(["accounts", "principals", "wiping", "else"])("and forgetting works: %s", async (list) => {
    const storage = new TestStorage();
    const lists = { accounts: "[]", principals: "[]", wiping: "[]", else: "[]", [list]: `[${deep}]` };
    const members = Object.entries(lists).map(([name, value]) => `"${name}":${value}`);
    storage.texts.set("identities.json", `{"version":1,"id":"${id}",${members.join()}}`);
    const { book } = await BookWindow.open(storage);
    await book.change((known) => ({ ...known, wiping: ["x"] }));
    await book.forgetPrincipals();
    expect(JSON.parse(storage.texts.get("identities.json") ?? "")).toMatchObject({ id, principals: [] });
  });

  it("but not one whose texts hold many brackets, or that is merely odd", async () => {
    const storage = new TestStorage();
    const odd = [nested(3000, "[", ""), String.raw`\"${"{".repeat(300)}`, JSON.parse(nested(90)) as unknown];
    storage.texts.set("identities.json", JSON.stringify({ version: 1, id, accounts: [], principals: odd }));
    const { book } = await BookWindow.open(storage);
    expect(book.isRead).toBe(true);
    await book.change((known) => ({ ...known, wiping: ["x"] }));
    expect(JSON.parse(storage.texts.get("identities.json") ?? "")).toMatchObject({ principals: odd });
  });
});

describe("How deep a JSON text is nested", () => {
  it.each([
    [nested(100), false],
    [nested(101), true],
    [nested(101, '{"a":', "}"), true],
    [`[${nested(99)},${nested(99)},${"[],".repeat(500)}1]`, false],
    [`["${"[".repeat(500)}"]`, false],
    [`["\\"${"[".repeat(500)}"]`, false],
    [`["\\\\",${nested(100)}]`, true],
    [`["\\\\\\"${"[".repeat(500)}"]`, false],
    [`"${"[".repeat(500)}`, false],
    ["", false],
  ])("is told without reading it: %#", (json, tooDeep) => {
    expect(isTooDeep(json, 100)).toBe(tooDeep);
  });
});
