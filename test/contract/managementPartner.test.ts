import { expect } from "vitest";
import { apiVersion, armCode, partnerPath, partnersPath, tenantWith, test } from "./contractTest.ts";
import type { Reply } from "./httpClient.ts";

const own = `${partnersPath}?${apiVersion}`;

function linkOf(reply: Reply): Record<string, unknown> {
  return { etag: reply.json?.["etag"], ...(reply.json?.["properties"] as Record<string, unknown>) };
}

test("a link is created, changed, removed softly and revived, with rising version and lasting createdTime", async ({
  azure,
  client,
  tokenFor,
}) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  const created = linkOf(await client.arm(token, "PUT", partnerPath("4567890")));
  const changed = linkOf(await client.arm(token, "PATCH", partnerPath("5012345")));
  const removal = await client.arm(token, "DELETE", partnerPath("5012345"));
  const removed = linkOf(await client.arm(token, "GET", own));
  const revived = linkOf(await client.arm(token, "PUT", partnerPath("4567890")));

  expect(created).toMatchObject({
    etag: 1,
    version: 1,
    partnerId: "4567890",
    partnerName: "Contoso Consulting",
    state: "Active",
    updatedTime: expect.stringMatching(/\.\d{7}Z$/),
  });
  expect(changed).toMatchObject({ etag: 2, version: 2, partnerId: "5012345", state: "Active" });
  expect(removal).toMatchObject({ status: 200, text: "" });
  expect(removed).toMatchObject({ version: 3, state: "Deleted" });
  expect(revived).toMatchObject({ version: 4, state: "Active", createdTime: created["createdTime"] });
});

test("a removed link can also be answered as not found", async ({ azure, client, control, tokenFor }) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  await client.arm(token, "PUT", partnerPath("4567890"));
  await client.arm(token, "DELETE", partnerPath("4567890"));
  await control.changeSettings({ deletedLinks: "notFound" });
  const reply = await client.arm(token, "GET", own);
  await control.changeSettings({ deletedLinks: "state" });

  expect([reply.status, armCode(reply.json)]).toEqual([404, "NotFound"]);
});

test("unknown, global and malformed partner IDs are refused", async ({ azure, client, tokenFor }) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  const replies = await Promise.all(
    ["99999", "4567889", "12ab"].map((id) => client.arm(token, "PUT", partnerPath(id))),
  );
  expect(replies.map(({ status, json }) => [status, armCode(json)])).toEqual([
    [400, "BadRequest"],
    [400, "BadRequest"],
    [400, "BadRequest"],
  ]);
});

test("the api-version is required", async ({ client, tokenFor }) => {
  const token = await tokenFor("organizations");
  const replies = [
    await client.arm(token, "GET", partnersPath),
    await client.arm(token, "GET", `${partnersPath}?api-version=2017-01-01`),
  ];
  expect(replies.map(({ status, json }) => [status, armCode(json)])).toEqual([
    [400, "MissingApiVersionParameter"],
    [400, "InvalidApiVersionParameter"],
  ]);
});

test("a link belongs to one person in one tenant", async ({ azure, client, tokenFor }) => {
  const shared = azure.tenants.find(({ displayName }) => displayName === "Adatum Corporation");
  const tenantId = shared?.tenantId ?? "";
  const [alice, bob] = [
    await tokenFor(tenantId),
    await tokenFor(tenantId, { username: "bob@contoso.example" }),
  ];
  const replies = [await client.arm(alice, "GET", own), await client.arm(bob, "GET", own)];

  expect(replies.map(({ status }) => status)).toEqual([200, 404]);
});

test("a person without an account in the tenant gets the one error text that is known word for word", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const tenantId = tenantWith(azure, "normal", false);
  const token = await tokenFor(tenantId);
  await control.setPolicy(tenantId, "noAccount");
  const reply = await client.arm(token, "PUT", partnerPath("4567890"));
  await control.setPolicy(tenantId, "normal");

  expect(reply.text).toContain(
    "The user does not have an account in this tenant, work with the administrator",
  );
});

test("a link can be changed behind the client's back", async ({ azure, client, control, tokenFor }) => {
  const tenantId = tenantWith(azure, "normal", true);
  const token = await tokenFor(tenantId);
  await control.setLink({ tenantId, username: "alice@contoso.example", partnerId: "6001002" });
  const reply = await client.arm(token, "GET", own);

  expect(linkOf(reply)).toMatchObject({ partnerId: "6001002", partnerName: "Fabrikam Services" });
  expect(await control.links()).toContainEqual(expect.objectContaining({ tenantId, partnerId: "6001002" }));
});

test("Partner Admin Link is not offered in the Government and China clouds", async ({ client, control }) => {
  const { body } = await control.signIn({
    username: "alice@contoso.example",
    tenantId: "organizations",
    scope: "https://management.core.usgovcloudapi.net/.default",
  });
  const reply = await client.send(`https://management.usgovcloudapi.net${own}`, {
    headers: { authorization: `Bearer ${String(body["access_token"])}` },
  });
  expect([reply.status, armCode(reply.json)]).toEqual([404, "InvalidResourceNamespace"]);
});

test("answers carry the headers that were recorded", async ({ client, tokenFor }) => {
  const token = await tokenFor("organizations");
  const reply = await client.send(`https://management.azure.com${own}`, {
    headers: {
      authorization: `Bearer ${token}`,
      "x-ms-correlation-request-id": "11111111-2222-4333-8444-555555555555",
    },
  });
  const names = ["x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id"];

  expect(names.map((name) => reply.headers.get(name))).toEqual([
    expect.stringMatching(/^[0-9a-f-]{36}$/),
    "11111111-2222-4333-8444-555555555555",
    expect.stringMatching(/^WESTEUROPE:\d{8}T\d{6}Z:[0-9a-f-]{36}$/),
  ]);
  expect(reply.headers.get("x-ms-ratelimit-remaining-tenant-reads")).toMatch(/^2\d\d$/);
});

test("every write, a removal too, tells what is left of the tenant's writes", async ({
  azure,
  client,
  tokenFor,
}) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  for (const [method, partnerId] of [
    ["PUT", "4567890"],
    ["PATCH", "5012345"],
    ["DELETE", "5012345"],
  ] as const) {
    const { status, headers } = await client.arm(token, method, partnerPath(partnerId));
    const told = [...headers.keys()].filter((name) => name.startsWith("x-ms-ratelimit"));
    expect([method, status, told]).toEqual([method, 200, ["x-ms-ratelimit-remaining-tenant-writes"]]);
  }
});

test("a link is of the recorded type", async ({ azure, client, tokenFor }) => {
  const reply = await client.arm(await tokenFor(tenantWith(azure, "normal", true)), "GET", own);
  expect(reply.json?.["type"]).toBe("Microsoft.ManagementPartner/partners");
});

test("a page of any origin may call", async ({ client }) => {
  const reply = await client.send(`https://management.azure.com${own}`, {
    method: "OPTIONS",
    headers: { origin: "https://page.example", "access-control-request-method": "PUT" },
  });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("access-control-allow-origin")).toBe("*");
  expect(reply.headers.get("access-control-allow-headers")).toContain("authorization");
});
