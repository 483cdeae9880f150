import { describe, expect, it } from "vitest";
import type { LinkedId } from "../../../src/model/change.ts";
import { comments, recipeChange, type RecipeIdentity } from "../../../src/recipes/recipeChange.ts";

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const clientId = "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b";
const armEndpoint = "https://management.azure.com";

interface Asked {
  readonly tenantId?: string;
  readonly tenantName?: string;
  readonly accountLabel?: string;
  readonly from?: LinkedId;
  readonly wanted?: LinkedId;
}

function change(
  asked: Asked = {},
  identity: RecipeIdentity = { kind: "user" },
  where: string = armEndpoint,
): ReturnType<typeof recipeChange> {
  const step = {
    tenantId,
    tenantName: "Contoso",
    accountLabel: "alice@contoso.example",
    from: null,
    wanted: "4567890",
    ...asked,
  };
  return recipeChange(step, identity, { armEndpoint: where });
}

describe("What a recipe is written for", () => {
  it("is a link, with all that stands in the text", () => {
    expect(change({ tenantId: tenantId.toUpperCase() })).toEqual({
      act: "link",
      partnerId: "4567890",
      from: null,
      tenantId,
      identity: { kind: "user" },
      armEndpoint,
      about: [
        "Partner Admin Link: link partner ID 4567890",
        `Tenant ${tenantId}: Contoso`,
        expect.stringMatching(/^Identity: alice.*contoso.example$/) as unknown,
      ],
    });
  });

  it("is the removal of the ID that is there", () => {
    expect(change({ from: "111111", wanted: null })).toMatchObject({
      act: "remove",
      partnerId: "111111",
      from: "111111",
      about: expect.arrayContaining(["Partner Admin Link: remove partner ID 111111"]) as unknown,
    });
  });

  it("is the change of an ID to another", () => {
    expect(change({ from: "111111" })).toMatchObject({ act: "link", partnerId: "4567890", from: "111111" });
  });

  it("says no name where there is none, and nothing that is no comment", () => {
    const about = change({ tenantName: "", accountLabel: "\n$(touch x)\n" })?.about ?? [];
    expect(about[1]).toBe(`Tenant ${tenantId}:`);
    expect(about).toHaveLength(3);
    const text = comments(about);
    expect(text.split("\n").every((line) => line === "" || line.startsWith("# "))).toBe(true);
    expect(text).toMatch(/^# Partner Admin Link: link partner ID 4567890\n# Tenant /);
    expect(text).not.toContain("$(");
  });

  it("is nothing where there is nothing to be done", () => {
    expect(change({ from: null, wanted: null })).toBeUndefined();
  });

  it.each<[string, Asked, RecipeIdentity?]>([
    ["a wanted ID that is none", { wanted: "1; rm" }],
    ["an ID with a blank", { wanted: " 4567890" }],
    ["an ID to give up that is none", { from: "$(x)" }],
    ["a tenant that is none", { tenantId: "contoso.example" }],
    ["an application that is none", {}, { kind: "servicePrincipal", clientId: "$(x)" }],
  ])("is nothing with %s", (_what, asked, identity) => {
    expect(change(asked, identity)).toBeUndefined();
  });

  it("is of any kind of identity", () => {
    const identities: readonly RecipeIdentity[] = [
      { kind: "user" },
      { kind: "servicePrincipal", clientId },
      { kind: "managedIdentity" },
    ];
    for (const identity of identities) {
      expect(change({}, identity)?.identity).toEqual(identity);
    }
  });

  it.each([
    "https://management.azure.com",
    "https://a",
    "https://a.b",
    "https://management.rig.test:8443",
    "HTTPS://Management.Local-1.test",
  ])("is at an address of Azure's: %s", (where) => {
    expect(change({}, undefined, where)?.armEndpoint).toBe(where);
  });

  it.each([
    "$(x)https://a.b",
    "x https://a.b",
    "\nhttps://a.b",
    "https://a.b$(x)",
    "https://a.b\n",
    "https://a.b/",
    "https://a.b/path",
    "https://a.b?x",
    "https://a.b:",
    "https://a.b:123456",
    "https://a.b:x",
    "https://-a",
    "https://a-",
    "https://a b",
    "https://user@a.b",
    "https://",
    "http://a.b",
    "",
  ])("is nowhere else: %j", (where) => {
    expect(change({}, undefined, where)).toBeUndefined();
  });
});
