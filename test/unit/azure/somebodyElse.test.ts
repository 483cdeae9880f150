import { describe, expect, it, vi } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { ConfirmedClouds } from "../../../src/identity/confirmedClouds.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { SovereignClouds } from "../../../src/identity/sovereignClouds.ts";
import { VscodeAccounts } from "../../../src/identity/vscodeAccounts.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { AccessToken, LinkAnswer } from "../../../src/model/ports.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { authentication } from "../testing/fakeVscode.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestSecrets } from "../testing/testSecrets.ts";
import { TestStorage } from "../testing/testStorage.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));

const here = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const elsewhere = "c0ffee00-0000-4000-8000-000000000001";
const me = "bb3eb943-b540-499e-aa1c-73b5904933a2";
const somebody = "c0ffee00-0000-4000-8000-000000000002";

/** Reads a link with this token, of which Azure says this. */
function read(token: Partial<AccessToken>, said: Record<string, unknown>): Promise<LinkAnswer> {
  const body = { properties: { partnerId: "4567890", state: "Active", ...said } };
  const azure = createAzureArm(() =>
    Promise.resolve(Response.json(body, { headers: { "x-ms-request-id": "r" } })),
  );
  return azure.readLink({ token: { token: "t", cloud: "public", expiresAt: 0, ...token } });
}

describe("A link that is somebody else's", () => {
  it.each(["Active", "Deleted"])("is never shown as ours, nor as none of ours (%s)", async (state) => {
    for (const objectId of [somebody, somebody.toUpperCase(), "me"]) {
      await expect(
        read({ tenantId: here, objectId: me }, { tenantId: here, objectId, state }),
      ).rejects.toMatchObject({ code: "wrongIdentity" });
    }
  });

  it.each(["Active", "Deleted"])("of another tenant is not shown, either (%s)", async (state) => {
    for (const token of [{ tenantId: here }, { tenantId: here, objectId: me }]) {
      await expect(read(token, { tenantId: elsewhere, objectId: me, state })).rejects.toMatchObject({
        code: "wrongTenant",
      });
    }
  });

  it("is not made of upper case, nor of what neither Azure nor the token tells", async () => {
    const { link } = await read(
      { tenantId: here, objectId: me },
      { tenantId: here.toUpperCase(), objectId: me.toUpperCase() },
    );
    expect(link?.partnerId).toBe("4567890");
    expect(
      (
        await read(
          { tenantId: here.toUpperCase(), objectId: me.toUpperCase() },
          { tenantId: here, objectId: me },
        )
      ).link,
    ).toBeDefined();
    expect((await read({ tenantId: here, objectId: me }, {})).link).toBeDefined();
    expect((await read({ tenantId: here }, { tenantId: "", objectId: somebody })).link).toBeDefined();
  });
});

/** The same ID as other programs write it. */
const forms: readonly ((id: string) => unknown)[] = [
  (id) => `{${id}}`,
  (id) => `(${id})`,
  (id) => ` ${id} `,
  (id) => `urn:uuid:${id}`,
  (id) => `URN:UUID:{${id.toUpperCase()}}\n`,
  (id) => id.replaceAll("-", ""),
];
/** What is no such ID, though one is in it. */
const others: readonly ((id: string) => unknown)[] = [
  (id) => `${id}\u200b`,
  (id) => `x${id}`,
  (id) => [id],
  (id) => ({ id }),
  () => 7,
  () => true,
  () => "{}",
  (id) => id.repeat(10_000),
];

describe("An ID in another form", () => {
  const token = { tenantId: here, objectId: me };

  it.each([...forms, ...others])("is not ours if it is somebody else's: %s", async (form) => {
    await expect(read(token, { objectId: form(somebody) })).rejects.toMatchObject({ code: "wrongIdentity" });
    await expect(read(token, { tenantId: form(elsewhere) })).rejects.toMatchObject({ code: "wrongTenant" });
  });

  it.each(forms)("is nobody else's if it is ours: %s", async (form) => {
    expect((await read(token, { tenantId: form(here), objectId: form(me) })).link).toBeDefined();
  });

  it.each(others)("is not ours only because ours is in it: %s", async (form) => {
    await expect(read(token, { objectId: form(me) })).rejects.toMatchObject({ code: "wrongIdentity" });
    await expect(read(token, { tenantId: form(here) })).rejects.toMatchObject({ code: "wrongTenant" });
  });

  it.each([null, "", " "])("says nothing if nothing is there: %j", async (nothing) => {
    expect((await read(token, { tenantId: nothing, objectId: nothing })).link).toBeDefined();
  });
});

/** VS Code's accounts, of which the tokens cannot be read. */
async function openWindow(): Promise<{ accounts: VscodeAccounts; alice: Identity }> {
  authentication.reset();
  authentication.accounts = [{ id: "alice.home", label: "alice@contoso.example" }];
  authentication.person = { id: "alice.home", label: "alice@contoso.example" };
  const book = new IdentityBook(new TestStorage(), new TestLog(), () => crypto.randomUUID());
  await book.start();
  const clouds = new SovereignClouds(
    () => ({ environment: undefined, customEnvironment: undefined }),
    new ConfirmedClouds(new TestSecrets(), new TestLog()),
  );
  const accounts = new VscodeAccounts(systemClock, clouds, new AccountClouds(book));
  const [alice] = await accounts.list();
  if (!alice) {
    throw new Error("nobody is there");
  }
  return { accounts, alice };
}

describe("A token of VS Code's that cannot be read", () => {
  it("is still known to be of the tenant that was asked for", async () => {
    const { accounts, alice } = await openWindow();
    const silent = await accounts.silentToken(alice, here);
    const asked = await accounts.interactiveToken(alice, here.toUpperCase(), { detail: "test" });
    expect([silent?.tenantId, asked.tenantId]).toEqual([here, here]);
    await expect(read(silent ?? {}, { tenantId: elsewhere })).rejects.toMatchObject({ code: "wrongTenant" });
  });

  it("without a tenant is of none that is known", async () => {
    const { accounts, alice } = await openWindow();
    expect(await accounts.silentToken(alice, undefined)).not.toHaveProperty("tenantId");
  });
});
