import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import type { BookContent } from "../../../src/identity/bookFormat.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { createIdentity } from "../../../src/model/identity.ts";
import type { FileTrouble } from "../../../src/model/ports.ts";
import type { ServicePrincipal } from "../../../src/model/servicePrincipal.ts";
import { rawText } from "../../../src/model/untrusted.ts";
import { FileStorage } from "../../../src/platform/fileStorage.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";

let storage: TestStorage;
let troubles: FileTrouble[];
beforeEach(() => {
  storage = new TestStorage();
  troubles = [];
});

/** Another window; `troubles` is what it was told. */
async function open(where: TestStorage | FileStorage = storage): Promise<IdentityBook> {
  const told: FileTrouble[] = [];
  troubles = told;
  const book = new IdentityBook(where, new TestLog(), randomUUID, (trouble) => told.push(trouble));
  await book.start();
  return book;
}

/** The n-th principal. */
function principal(n: number, more: Partial<ServicePrincipal> = {}): ServicePrincipal {
  const clientId = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const cloud = more.cloud ?? "public";
  const { id } = createIdentity({ source: "servicePrincipal", cloud, accountId: clientId, label: "" });
  const tenantIds = ["11111111-0000-4000-8000-000000000000"];
  return { id, cloud, clientId, tenantIds, label: `app ${n}`, kind: "secret", keepsSecret: true, ...more };
}

const add =
  (...added: ServicePrincipal[]) =>
  (content: BookContent): BookContent => ({
    ...content,
    principals: [...content.principals.filter(({ id }) => !added.some((one) => one.id === id)), ...added],
  });

const remove =
  (n: number) =>
  (content: BookContent): BookContent => ({
    ...content,
    principals: content.principals.filter(({ id }) => id !== principal(n).id),
  });

function stored(): Record<string, unknown> & { principals: Record<string, unknown>[] } {
  return JSON.parse(storage.texts.get("identities.json") ?? "") as ReturnType<typeof stored>;
}

function labels(book: IdentityBook): string[] {
  return book.content.principals.map(({ label }) => rawText(label));
}

describe("A record that cannot be read", () => {
  it.each([
    ["of an unknown kind", { kind: "telepathy" }],
    ["with an end that is no time", { expiresAt: null }],
    ["of a cloud that is none", { cloud: "https://evil.example" }],
    ["whose client ID is another's", { clientId: principal(9).clientId }],
    ["with a colon in its id", { homeAccountId: "a:b" }],
    ["without tenants", { tenantIds: [] }],
  ])("%s costs no other, and stays in the file as it is", async (_what, change) => {
    const book = await open();
    await book.change(add(principal(1), principal(2), principal(3)));
    const file = stored();
    const odd = { ...file.principals[1], ...change, note: "by hand" };
    storage.texts.set(
      "identities.json",
      JSON.stringify({ ...file, principals: [file.principals[0], odd, 7] }),
    );
    const later = await open();
    expect(later.isRead).toBe(true);
    expect(labels(later)).toEqual(["app 1"]);
    expect(troubles).toEqual([{ file: "identities.json", kind: "partly" }]);
    await later.change(add(principal(4)));
    expect(stored().principals.slice(2)).toEqual([odd, 7]);
    expect(labels(await open())).toEqual(["app 1", "app 4"]);
    await later.forgetPrincipals();
    expect(stored().principals).toEqual([]);
  });

  it("is the second of two of one id", async () => {
    const book = await open();
    await book.change(add(principal(1), principal(2)));
    const file = stored();
    const again = { ...file.principals[0], path: "/home/somebody/.ssh/id_rsa", kind: "federation" };
    storage.texts.set(
      "identities.json",
      JSON.stringify({ ...file, principals: [...file.principals, again] }),
    );
    const later = await open();
    expect(later.content.principals).toEqual([principal(1), principal(2)]);
    await later.change(add(principal(3)));
    expect(stored().principals.at(-1)).toEqual(again);
  });

  it("of an account says that it is somewhere, but not where: it is not taken for one of the public cloud", async () => {
    const clouds = new AccountClouds(await open());
    await clouds.remember("carol.home", "china");
    const text = storage.texts.get("identities.json") ?? "";
    storage.texts.set("identities.json", text.replace('"china"', '"moon"'));
    const book = await open();
    const later = new AccountClouds(book);
    expect([later.cloudOf("carol.home"), later.cloudOf("alice.home")]).toEqual([undefined, "public"]);
    await book.forgetPrincipals();
    expect(later.cloudOf("carol.home")).toBeUndefined();
    await later.remember("carol.home", "usGovernment");
    expect(new AccountClouds(await open()).cloudOf("carol.home")).toBe("usGovernment");
  });
});

describe("What is stored", () => {
  it.each([
    ["management.my_region.hub", principal(1, { cloud: "custom:management.my_region.hub" })],
    ["[fe80::1]:8443", principal(1, { cloud: "custom:[fe80::1]:8443" })],
    ["a person", { ...principal(1), homeAccountId: "a-b.c-d", kind: "deviceCode" } as const],
    ["a federation", { ...principal(1), path: "/var/token", kind: "federation" } as const],
    [
      "a certificate",
      { ...principal(1), expiresAt: 5, warnedAt: 4, hasPassword: true, pinned: true } as const,
    ],
  ])("can be read back: %s", async (_what, known) => {
    const accountId = known.homeAccountId ? `${known.clientId}.${known.homeAccountId}` : known.clientId;
    const source = "servicePrincipal";
    const { id } = createIdentity({ source, cloud: known.cloud, accountId, label: "" });
    await (await open()).change(add({ ...known, id }));
    const later = await open();
    expect(later.content.principals).toEqual([{ ...known, id }]);
    expect(later.principal(id)).toEqual({ ...known, id });
    expect(troubles).toEqual([]);
  });

  it.each([{ expiresAt: NaN }, { warnedAt: Infinity }, { clientId: "x" }, { cloud: "custom:" as const }])(
    "is not replaced by what could not be read back: %o",
    async (wrong) => {
      const book = await open();
      await book.change(add(principal(1)));
      const before = storage.texts.get("identities.json");
      await expect(book.change(add({ ...principal(2), ...wrong }))).rejects.toThrow("read back");
      expect([storage.texts.get("identities.json"), labels(book)]).toEqual([before, ["app 1"]]);
    },
  );

  it("is left as it is when nothing of it can be read, with a copy, and its id and accounts go on", async () => {
    const book = await open();
    await book.change(add(principal(1)));
    await new AccountClouds(book).remember("carol.home", "china");
    const { id } = book.content;
    const damaged = (storage.texts.get("identities.json") ?? "").slice(0, -9);
    storage = new TestStorage();
    storage.texts.set("identities.json", damaged);
    const later = await open();
    expect([later.isRead, later.content.id, labels(later)]).toEqual([false, id, []]);
    expect(new AccountClouds(later).cloudOf("carol.home")).toBe("china");
    expect([...storage.texts.keys()]).toEqual(["identities.json", "identities.json.damaged"]);
    expect(storage.texts.get("identities.json.damaged")).toBe(damaged);
    expect(troubles).toEqual([{ file: "identities.json.damaged", kind: "damaged" }]);
    await later.change(add(principal(2)));
    expect([later.isRead, (await open()).content.id]).toEqual([true, id]);
    expect(labels(await open())).toEqual(["app 2"]);
  });

  it("is known to a window that read it before it was damaged, and is whole again with its next change", async () => {
    const book = await open();
    await book.change(add(principal(1)));
    storage.texts.set("identities.json", "{");
    await book.refresh();
    expect(labels(book)).toEqual(["app 1"]);
    await book.change(add(principal(2)));
    expect(labels(await open())).toEqual(["app 1", "app 2"]);
  });

  it("is read although an editor put a mark before it", async () => {
    await (await open()).change(add(principal(1)));
    storage.texts.set("identities.json", `\uFEFF${storage.texts.get("identities.json") ?? ""}`);
    expect(labels(await open())).toEqual(["app 1"]);
  });

  it("is not changed as long as it cannot be read, which is not the same as being empty", async () => {
    const first = await open();
    await first.change(add(principal(1)));
    storage.fault = Object.assign(new Error("denied"), { code: "EACCES" });
    const book = await open();
    expect(book.isRead).toBe(false);
    expect(troubles).toEqual([{ file: "identities.json", kind: "unread", code: "EACCES" }]);
    await expect(book.change(add(principal(2)))).rejects.toThrow("denied");
    storage.fault = undefined;
    let told = 0;
    book.onDidChange(() => {
      told += 1;
    });
    await book.refresh();
    expect([book.isRead, labels(book), told]).toEqual([true, ["app 1"], 1]);
  });
});

describe("Windows that change it at once", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "pal-book-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lose nothing, 100 times of 100: neither what is added nor what is forgotten", async () => {
    const books = await Promise.all([1, 2, 3].map(() => open(new FileStorage(folder))));
    const [one, two, three] = books;
    for (let n = 1; n <= 100; n += 1) {
      await Promise.all([
        one?.change(add(principal(2 * n))),
        two?.change(add(principal(2 * n + 1))),
        n > 1 && three?.change(remove(2 * n - 2)),
      ]);
    }
    books.forEach((book) => book.dispose());
    const expected = [...Array.from({ length: 100 }, (_, n) => 2 * n + 3), 200].map((n) => `app ${n}`);
    expect(labels(await open(new FileStorage(folder))).toSorted()).toEqual(expected.toSorted());
    const text = await readFile(path.join(folder, "identities.json"), "utf8");
    expect((JSON.parse(text) as { principals: unknown[] }).principals).toHaveLength(101);
  }, 60_000);
});
