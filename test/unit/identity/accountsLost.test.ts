import { describe, expect, it } from "vitest";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { TestStorage } from "../testing/testStorage.ts";
import { BookWindow } from "./bookScene.ts";

const id = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const content = {
  version: 1,
  id,
  accounts: [{ accountId: "alice.china", cloud: "china" }],
  principals: [],
};

async function open(text: string): Promise<BookWindow & { clouds: AccountClouds }> {
  const storage = new TestStorage();
  storage.texts.set("identities.json", text);
  const window = await BookWindow.open(storage);
  return Object.assign(window, { clouds: new AccountClouds(window.book) });
}

function mayBePublic({ clouds }: { clouds: AccountClouds }): boolean {
  return clouds.isSure && clouds.isSettled("alice.china") && clouds.cloudOf("alice.china") === "public";
}

describe("An account of another cloud", () => {
  it.each([
    [[{ accountID: "alice.china", cloud: "china" }]],
    [["alice.china"]],
    [[{ accountId: 5, cloud: "china" }]],
    [[null]],
  ])("is not taken for a public one beside the record %j", async (accounts) => {
    expect(mayBePublic(await open(JSON.stringify({ ...content, accounts })))).toBe(false);
  });

  it.each([
    ["cut after an editor has formatted it", JSON.stringify(content, null, 2).slice(0, -3)],
    ["empty", ""],
    ["zeros", "\0".repeat(99)],
    ["cut at its start", JSON.stringify(content).slice(0, 60)],
  ])("is not taken for a public one after a change of a book that was %s", async (_what, text) => {
    const window = await open(text);
    expect(mayBePublic(window)).toBe(false);
    await window.book.change((known) => ({ ...known, wiping: ["x"] }));
    await window.book.change((known) => ({ ...known, wiping: [] }));
    expect(mayBePublic(window)).toBe(false);
    const { texts } = window.storage;
    expect(mayBePublic(await open(texts.get("identities.json") ?? ""))).toBe(false);
  });

  it("is where it signs in anew, and others stay unsure", async () => {
    const window = await open("");
    await window.book.change((known) => known);
    expect(window.clouds.isSettled("bob")).toBe(false);
    await window.clouds.remember("bob", "public");
    const next = await open(window.storage.texts.get("identities.json") ?? "");
    expect([next.clouds.isSettled("bob"), next.clouds.cloudOf("bob")]).toEqual([true, "public"]);
    expect(next.clouds.isSettled("alice.china")).toBe(false);
  });

  it("is where it was, and all others are public, where only the rest of the book is damaged", async () => {
    const { clouds } = await open(JSON.stringify(content).slice(0, -3));
    expect([clouds.cloudOf("alice.china"), clouds.cloudOf("bob")]).toEqual(["china", "public"]);
  });
});
