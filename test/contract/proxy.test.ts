import { expect } from "vitest";
import { startLocalAzure } from "../azure/localAzure.ts";
import { test } from "./contractTest.ts";

test("the proxy refuses every other host and remembers its name", async ({ client, control }) => {
  await expect(client.send("https://evil.example/x")).rejects.toThrow("fetch failed");
  await expect(client.send("https://management.azure.com:8443/")).rejects.toThrow("fetch failed");
  await expect(client.send("https://telemetry.example/")).rejects.toThrow("fetch failed");

  expect(await control.refused()).toEqual(["evil.example", "management.azure.com", "telemetry.example"]);
  expect(await control.requests()).toEqual([]);
});

test("each physical request is remembered in order, with its tenant and status", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor("organizations");
  await client.arm(token, "GET", "/tenants?api-version=2022-12-01");
  await client.post("organizations/oauth2/v2.0/token", { grant_type: "nonsense" });
  const [first] = azure.accounts;

  expect(await control.requests()).toMatchObject([
    {
      n: 1,
      method: "GET",
      host: "management.azure.com",
      path: "/tenants",
      query: "api-version=2022-12-01",
      part: "arm",
      tenantId: first?.homeTenantId,
      objectId: first?.objectId,
      status: 200,
    },
    { n: 2, method: "POST", path: "/organizations/oauth2/v2.0/token", part: "entra", status: 400 },
  ]);
});

test("ten thousand tenants start in less than two seconds, and the same seed gives the same tenants", async () => {
  const started = performance.now();
  const large = await startLocalAzure({ tenants: 10_000, seed: 3 });
  const seconds = (performance.now() - started) / 1000;
  const [same, other] = await Promise.all([
    startLocalAzure({ tenants: 50, seed: 3, accounts: 5 }),
    startLocalAzure({ tenants: 50, seed: 4 }),
  ]);
  try {
    expect(seconds).toBeLessThan(2);
    expect(large.description.tenants).toHaveLength(10_000);
    expect(same.description.accounts).toHaveLength(5);
    const names = (azure: typeof large): string[] =>
      azure.description.tenants.slice(0, 50).map(({ tenantId, displayName }) => `${tenantId} ${displayName}`);
    expect(names(same)).toEqual(names(large));
    expect(names(other)).not.toEqual(names(large));
  } finally {
    await Promise.all([large.close(), same.close(), other.close()]);
  }
});
