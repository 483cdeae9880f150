import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import type { FaultInput } from "../azure/wire/fault.ts";
import { apiVersion, partnerPath, partnersPath, rowsOf, tenantWith, test } from "./contractTest.ts";
import type { Reply } from "./httpClient.ts";

const own = `${partnersPath}?${apiVersion}`;

test("a fault hits what it was made for, as often as it says, after as many as it says", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const [one, other] = [tenantWith(azure, "normal", true), tenantWith(azure, "mfaOnWrites", true)];
  const [token, otherToken] = [await tokenFor(one), await tokenFor(other)];
  await control.addFault({
    host: "management.azure.com",
    path: partnersPath.toLowerCase(),
    method: "get",
    tenantId: one,
    after: 1,
    count: 2,
    status: 503,
  });
  const statuses: number[] = [];
  for (const each of [token, otherToken, token, token, token]) {
    statuses.push((await client.arm(each, "GET", own)).status);
  }
  expect(statuses).toEqual([200, 200, 503, 503, 200]);
  expect(await control.faults()).toMatchObject([{ matched: 3, fired: 2 }]);
});

const bodies: readonly (readonly [fault: FaultInput, seen: (reply: Reply) => unknown, expected: unknown])[] =
  [
    [{ status: 500, code: "A", message: "b" }, ({ text }) => text, '{"error":{"code":"A","message":"b"}}'],
    [
      { status: 500, body: "flat", code: "A", message: "b" },
      ({ text }) => text,
      '{"code":"A","message":"b"}',
    ],
    [{ status: 502, body: "html" }, ({ headers }) => headers.get("content-type"), "text/html"],
    [{ status: 200, body: "truncated" }, ({ text, json }) => [text.length > 10, json], [true, undefined]],
    [{ status: 200, body: "empty" }, ({ text }) => text, ""],
    [{ status: 200, body: "huge" }, ({ text }) => text.length > 16_000_000, true],
    [{ status: 403, json: { own: 1 } }, ({ json }) => json, { own: 1 }],
    [
      { status: 429, headers: { "Retry-After": "soon" } },
      ({ headers }) => headers.get("retry-after"),
      "soon",
    ],
    [
      { redirect: "https://evil.example/" },
      ({ status, headers }) => [status, headers.get("location")],
      [307, "https://evil.example/"],
    ],
    [{ headers: { "x-extra": "1" } }, ({ status, headers }) => [status, headers.get("x-extra")], [200, "1"]],
  ];

test.for(bodies)(
  "a client sees the fault %j",
  async ([fault, seen, expected], { client, control, tokenFor }) => {
    const token = await tokenFor("organizations");
    await control.addFault(fault);
    expect(seen(await client.arm(token, "GET", own))).toEqual(expected);
  },
);

test("a delayed answer comes late", async ({ client, control, tokenFor }) => {
  const token = await tokenFor("organizations");
  await control.addFault({ delayMs: 300 });
  const started = performance.now();
  const { status } = await client.arm(token, "GET", own);

  expect(status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(295);
});

test("a reset connection and a stalled answer never arrive, and nothing was applied", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  await control.addFault({ reset: true });
  await expect(client.arm(token, "PUT", partnerPath("4567890"))).rejects.toMatchObject({
    cause: { code: "ECONNRESET" },
  });

  await control.addFault({ stall: true });
  const stalled = client.arm(token, "PUT", partnerPath("4567890")).then(() => "answered");
  stalled.catch(() => {});
  await expect.poll(async () => (await control.faults()).at(-1)?.fired).toBe(1);
  const { status } = await client.arm(token, "GET", own);
  expect(await Promise.race([stalled, Promise.resolve("silent")])).toBe("silent");
  expect(status).toBe(404);
});

test("a write whose answer is lost was applied, and is one physical request", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  await control.addFault({ method: "PUT", lostAnswer: true });
  await expect(client.arm(token, "PUT", partnerPath("4567890"))).rejects.toThrow("fetch failed");
  const read = await client.arm(token, "GET", own);
  const requests = await control.requests();

  expect(read.json?.["properties"]).toMatchObject({ partnerId: "4567890", state: "Active" });
  expect(requests.map(({ method, status }) => [method, status])).toEqual([
    ["PUT", 0],
    ["GET", 200],
  ]);
  await client.arm(token, "DELETE", partnerPath("4567890"));
});

test.for([
  [{ status: 503 }, 503],
  [{}, "fetch failed"],
  [{ stall: true }, "silent"],
] as const)(
  "a write is applied some time after it was answered: %j",
  async ([fault, answered], { azure, client, control, tokenFor }) => {
    await control.restore();
    const token = await tokenFor(tenantWith(azure, "normal", false));
    await control.addFault({ method: "PUT", appliedAfterMs: 400, ...fault });
    const answer = client.arm(token, "PUT", partnerPath("4567890")).then(
      ({ status }) => status,
      (error: unknown) => String(error).replace(/^.*: /, ""),
    );
    const first = await Promise.race([answer, wait(200).then(() => "silent")]);
    const before = (await client.arm(token, "GET", own)).status;
    await expect.poll(async () => (await client.arm(token, "GET", own)).status).toBe(200);

    expect([first, before]).toEqual([answered, 404]);
    expect((await control.requests()).filter(({ method }) => method === "PUT")).toHaveLength(1);
    await client.arm(token, "DELETE", partnerPath("4567890"));
  },
);

test("what is still to be applied is forgotten with all other changes", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  await control.addFault({ method: "PUT", appliedAfterMs: 100, status: 503 });
  await client.arm(token, "PUT", partnerPath("4567890"));
  await control.restore();
  await wait(300);
  expect((await client.arm(token, "GET", own)).status).toBe(404);
});

test("a fault of Azure's own has its headers, one of a gateway has none of them", async ({
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor("organizations");
  const answers: unknown[][] = [];
  for (const fault of [
    { status: 403 },
    { status: 403, gateway: true },
    { status: 502, body: "html" },
    { status: 404, json: { code: "NotFound" }, gateway: true },
  ] as const) {
    await control.addFault(fault);
    const { status, headers } = await client.arm(token, "GET", own);
    const ofAzure = [...headers.keys()].filter((name) => name.startsWith("x-ms-"));
    answers.push([status, headers.get("content-type")?.split(";")[0], ofAzure.length > 0]);
  }
  expect(answers).toEqual([
    [403, "application/json", true],
    [403, "text/html", false],
    [502, "text/html", false],
    [404, "application/json", false],
  ]);
});

test("a listing can hold each tenant twice", async ({ client, control, tokenFor }) => {
  const token = await tokenFor("organizations");
  const ids = async (): Promise<unknown[]> => {
    const { json } = await client.arm(token, "GET", "/tenants?api-version=2022-12-01");
    return rowsOf(json, "value").map(({ tenantId }) => tenantId);
  };
  const once = await ids();
  await control.addFault({ path: "/tenants", doubled: true });
  expect(await ids()).toEqual(once.flatMap((id) => [id, id]));
});

test("a write can answer and store another partner ID", async ({ azure, client, control, tokenFor }) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  await control.addFault({ method: "PUT", otherPartnerId: "6001002" });
  const written = await client.arm(token, "PUT", partnerPath("4567890"));
  const read = await client.arm(token, "GET", own);

  expect([written.json?.["name"], read.json?.["name"]]).toEqual(["6001002", "6001002"]);
});

test("a listing can point to a hostile next page", async ({ client, control, tokenFor }) => {
  const token = await tokenFor("organizations");
  await control.addFault({ path: "/tenants", nextLink: "https://evil.example/tenants" });
  const { json } = await client.arm(token, "GET", "/tenants?api-version=2022-12-01");

  expect(json?.["nextLink"]).toBe("https://evil.example/tenants");
});

test("Entra ID can be hit, too", async ({ azure, client, control }) => {
  const tenantId = tenantWith(azure, "normal");
  await control.addFault({
    host: "login.microsoftonline.com",
    tenantId,
    status: 503,
    json: { error: "temporarily_unavailable" },
  });
  const { status } = await client.post(`${tenantId}/oauth2/v2.0/token`, { grant_type: "refresh_token" });
  expect(status).toBe(503);
});

test("a fault that is not understood is refused", async ({ control }) => {
  await expect(control.addFault({ nonsense: 1 } as FaultInput)).rejects.toThrow(/answered 400/);
});
