import { expect, it } from "vitest";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { ServicePrincipals } from "../../../src/identity/servicePrincipals.ts";
import { findBuiltInCloud } from "../../../src/model/cloud.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";
import { Machine } from "./principalScene.ts";

let before: IdentityBook | undefined;

/** Opens a window; the one before it is closed, so that it does not write what it still knows. */
async function open(storage: TestStorage): Promise<AccountClouds> {
  before?.dispose();
  before = new IdentityBook(storage, new TestLog(), () => crypto.randomUUID());
  await before.start();
  return new AccountClouds(before);
}

it("An account is where it last signed in, also after a restart; one that nobody knows is in the public cloud", async () => {
  const storage = new TestStorage();
  const clouds = await open(storage);
  expect(clouds.cloudOf("alice.home")).toBe("public");
  await clouds.remember("alice.home", "public");
  expect(storage.texts.size).toBe(0); // nothing to remember

  await clouds.remember("alice.home", "custom:management.rig.test");
  await clouds.remember("carol.home", "china");
  const later = await open(storage);
  expect(later.cloudOf("alice.home")).toBe("custom:management.rig.test");
  expect(later.cloudOf("carol.home")).toBe("china");
  expect(later.cloudOf("bob.home")).toBe("public");

  await later.remember("alice.home", "public");
  expect((await open(storage)).cloudOf("alice.home")).toBe("public");
  expect([...storage.texts.values()].join("")).not.toContain("alice.home");
});

it("A book from before accounts were remembered is read", async () => {
  const storage = new TestStorage();
  const id = crypto.randomUUID();
  await storage.write("identities.json", JSON.stringify({ version: 1, id, principals: [], clouds: [] }));
  const clouds = await open(storage);
  expect(clouds.cloudOf("alice.home")).toBe("public");
  await clouds.remember("alice.home", "usGovernment");
  expect(storage.texts.get("identities.json")).toContain(id);
});

it("Where accounts are outlives a damaged book, also after the next restart", async () => {
  const storage = new TestStorage();
  const clouds = await open(storage);
  await clouds.remember("alice.home", "custom:management.rig.test");
  await clouds.remember("carol.home", "china");
  const whole = storage.texts.get("identities.json") ?? "";
  const cut = whole.indexOf('"principals"');
  expect(cut).toBeGreaterThan(whole.indexOf("carol.home"));
  storage.texts.set("identities.json", whole.slice(0, cut));

  await open(storage);
  const later = await open(storage);
  expect(later.cloudOf("alice.home")).toBe("custom:management.rig.test");
  expect(later.cloudOf("carol.home")).toBe("china");
});

it("Nothing but an account and the name of a cloud is taken from a damaged book", async () => {
  const storage = new TestStorage();
  const damaged =
    '{"version":1,"accounts":[{"accountId":"alice.home","cloud":"https://evil.example"},{"accountId":7';
  storage.texts.set("identities.json", damaged);
  expect((await open(storage)).cloudOf("alice.home")).toBe("public");
});

it("A window still knows where accounts are when the book is gone", async () => {
  const storage = new TestStorage();
  const book = new IdentityBook(storage, new TestLog(), () => crypto.randomUUID());
  await book.start();
  const clouds = new AccountClouds(book);
  await clouds.remember("carol.home", "china");
  storage.texts.clear();
  await book.refresh();
  expect(clouds.cloudOf("carol.home")).toBe("china");
});

it("Forgetting everything leaves accounts where they are: of none it is believed that it is in the public cloud", async () => {
  const { storage, secrets, log } = new Machine();
  const book = new IdentityBook(storage, log, () => crypto.randomUUID());
  await book.start();
  const clouds = new AccountClouds(book);
  await clouds.remember("carol.home", "china");
  const principals = new ServicePrincipals({
    book,
    secrets,
    findCloud: findBuiltInCloud,
    prompts: { askSecret: () => Promise.resolve(undefined), showDeviceCode: () => Promise.resolve() },
    credentials: () => Promise.reject(new Error("not needed")),
    clock: systemClock,
  });
  await principals.forgetAll();
  expect(clouds.cloudOf("carol.home")).toBe("china");
  expect((await open(storage)).cloudOf("carol.home")).toBe("china");
});
