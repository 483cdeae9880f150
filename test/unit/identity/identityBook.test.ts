import { describe, expect, it } from "vitest";
import type { CredentialKind } from "../../../src/model/servicePrincipal.ts";
import { TestStorage } from "../testing/testStorage.ts";
import { bookWith, BookWindow, clientId, copyOf, principal, reopened, tenantId } from "./bookScene.ts";

const kinds: readonly CredentialKind[] = ["secret", "certificate", "federation", "deviceCode"];

const accounts = [{ accountId: "carol.home", cloud: "china" }] as const;

describe("A service principal", () => {
  it.each(kinds)("is there after a restart with all that was known of it: %s", async (kind) => {
    const known = principal(kind, {
      keepsSecret: true,
      hasPassword: true,
      expiresAt: 2_000_000,
      warnedAt: 1_000_000,
      path: "/home/alice/key.pem",
      pinned: true,
    });
    const book = await reopened(await bookWith({ principals: [known] }));
    expect(book.content.principals).toEqual([known]);
    expect(book.principal(known.id)).toEqual(known);
  });

  it.each(kinds)("needs nothing but what every one has: %s", async (kind) => {
    const known = principal(kind);
    const book = await reopened(await bookWith({ principals: [known] }));
    expect(book.content.principals).toEqual([known]);
  });

  it.each([
    ["has no tenant", '"tenantIds":["' + tenantId + '"]', '"tenantIds":[]'],
    ["has a tenant that is none", tenantId, "../../etc"],
    ["is of an unknown cloud", '"cloud":"public"', '"cloud":"https://evil.example"'],
    ["is of an unknown kind", '"kind":"secret"', '"kind":"password"'],
    ["is of an application that is none", clientId, "not-a-guid"],
  ])("is not believed where it %s", async (_what, text, other) => {
    const storage = copyOf(await bookWith({ principals: [principal("secret")] }), (json) =>
      json.replaceAll(text, other),
    );
    expect(storage.texts.get("identities.json")).toContain(other);
    const { book } = await BookWindow.open(storage);
    expect(book.content.principals).toEqual([]);
  });
});

describe("A book of two windows", () => {
  it("shows in one what the other changed, and tells it", async () => {
    const storage = new TestStorage();
    const [one, two] = [await BookWindow.open(storage), await BookWindow.open(storage)];
    one.told = 0;
    two.told = 0;
    await one.book.change((content) => ({ ...content, principals: [principal("secret")] }));
    expect(one.told).toBe(1);
    await expect.poll(() => two.book.content.principals).toEqual([principal("secret")]);
    expect(two.told).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([one.told, two.told]).toEqual([1, 1]); // what is known already is no news
  });

  it("is changed on top of what the other did", async () => {
    const storage = new TestStorage();
    const [one, two] = [await BookWindow.open(storage), await BookWindow.open(storage)];
    await one.book.change((content) => ({ ...content, principals: [principal("secret")] }));
    await two.book.change((content) => ({ ...content, accounts }));
    const { content } = await reopened(storage);
    expect(content).toMatchObject({ principals: [principal("secret")], accounts });
  });

  it("tells nothing more to a window that was closed, or to whoever stopped listening", async () => {
    const storage = new TestStorage();
    const [one, two, three] = [
      await BookWindow.open(storage),
      await BookWindow.open(storage),
      await BookWindow.open(storage),
    ];
    let heard = 0;
    one.book.onDidChange(() => (heard += 1)).dispose();
    two.book.dispose();
    two.told = 0;
    three.told = 0;
    await one.book.change((content) => ({ ...content, accounts }));
    await expect.poll(() => three.told).toBe(1);
    expect([heard, two.told]).toEqual([0, 0]);
  });
});
