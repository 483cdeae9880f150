import { expect } from "vitest";
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
