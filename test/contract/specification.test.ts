import { expect } from "vitest";
import { apiVersion, partnerPath, partnersPath, tenantWith } from "./contractTest.ts";
import { drain } from "./drain.ts";
import type { HttpClient, Reply } from "./httpClient.ts";
import type { Specification } from "./specification.ts";
import { test } from "./specificationTest.ts";

const host = "https://management.azure.com";

/** Sends a request and gives `operation status: problems`. */
async function judge(
  specification: Specification,
  client: HttpClient,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<string> {
  return judgeReply(specification, method, path, await client.arm(token, method, path, body), body);
}

async function judgeReply(
  specification: Specification,
  method: string,
  path: string,
  reply: Reply,
  body?: unknown,
): Promise<string> {
  const { operation, problems } = await specification.check({
    method,
    url: `${host}${path}`,
    requestBody: body,
    reply,
  });
  return `${operation} ${reply.status}: ${problems.join("; ") || "as specified"}`;
}

test("every ManagementPartner operation and refusal is as specified", async ({
  azure,
  client,
  specification,
  tokenFor,
}) => {
  const token = await tokenFor(tenantWith(azure, "normal", false));
  const own = `${partnersPath}?${apiVersion}`;
  const steps: readonly (readonly [method: string, path: string, expected: string])[] = [
    ["GET", `/providers/Microsoft.ManagementPartner/operations?${apiVersion}`, "Operation_List 200"],
    ["GET", own, "Partners_Get 404"],
    ["GET", partnerPath("4567890"), "Partner_Get 404"],
    ["PATCH", partnerPath("4567890"), "Partner_Update 404"],
    ["DELETE", partnerPath("4567890"), "Partner_Delete 404"],
    ["PUT", partnerPath("4567889"), "Partner_Create 400"],
    ["PUT", partnerPath("nonsense"), "Partner_Create 400"],
    ["PUT", partnerPath("4567890"), "Partner_Create 200"],
    ["PUT", partnerPath("4567890"), "Partner_Create 409"],
    ["GET", own, "Partners_Get 200"],
    ["GET", `${partnersPath}/?${apiVersion}`, "Partners_Get 200"],
    ["GET", partnerPath("4567890"), "Partner_Get 200"],
    ["PATCH", partnerPath("5012345"), "Partner_Update 200"],
    ["PATCH", partnerPath("99"), "Partner_Update 400"],
    ["DELETE", partnerPath("4567890"), "Partner_Delete 404"],
    ["DELETE", partnerPath("5012345"), "Partner_Delete 200"],
    ["GET", own, "Partners_Get 200"],
    ["PUT", partnerPath("5012345"), "Partner_Create 200"],
  ];
  const seen: string[] = [];
  for (const [method, path] of steps) {
    seen.push(await judge(specification, client, token, method, path));
  }
  expect(seen).toEqual(steps.map(([, , expected]) => `${expected}: as specified`));
});

test("every stored link of the default data is answered as specified", async ({
  azure,
  client,
  specification,
  tokenFor,
}) => {
  const readable = azure.tenants.filter(({ policy }) => policy === "normal");
  const seen = new Set<string>();
  for (const { tenantId } of readable) {
    const token = await tokenFor(tenantId);
    seen.add(await judge(specification, client, token, "GET", `${partnersPath}?${apiVersion}`));
  }
  expect([...seen].toSorted()).toEqual(["Partners_Get 200: as specified", "Partners_Get 404: as specified"]);
});

test("refusals of tokens, of MFA and of throttling are as specified", async ({
  azure,
  client,
  specification,
  tokenFor,
}) => {
  const path = `${partnersPath}/4567890?${apiVersion}`;
  const unprotected = await tokenFor(tenantWith(azure, "mfaOnWrites", false));
  const throttled = await tokenFor(tenantWith(azure, "normal", false));
  const refused = await drain(() => client.arm(throttled, "GET", path));

  expect([
    await judge(specification, client, "nonsense", "GET", path),
    await judge(specification, client, unprotected, "PUT", path),
    await judgeReply(specification, "GET", path, refused),
  ]).toEqual([
    "Partner_Get 401: as specified",
    "Partner_Create 401: as specified",
    "Partner_Get 429: as specified",
  ]);
});

test("tenants, subscriptions and Resource Graph are as specified", async ({
  azure,
  client,
  specification,
  tokenFor,
}) => {
  const token = await tokenFor("organizations");
  const subscribed = azure.tenants.find(({ displayName }) => displayName === "Litware, Inc.");
  const guest = await tokenFor(subscribed?.tenantId ?? "");
  const graph = "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01";
  const roles = { query: "authorizationresources | where type =~ 'microsoft.authorization/roleassignments'" };

  expect([
    await judge(specification, client, token, "GET", "/tenants?api-version=2022-12-01"),
    await judge(specification, client, token, "GET", "/subscriptions?api-version=2022-12-01"),
    await judge(specification, client, guest, "GET", "/subscriptions?api-version=2022-12-01"),
    await judge(specification, client, guest, "POST", graph, roles),
    await judge(specification, client, token, "POST", graph, { query: "managedservicesresources" }),
    await judge(specification, client, token, "POST", graph, { query: "resources" }),
    await judge(specification, client, "nonsense", "GET", "/tenants?api-version=2022-12-01"),
  ]).toEqual([
    "Tenants_List 200: as specified",
    "Subscriptions_List 200: as specified",
    "Subscriptions_List 200: as specified",
    "Resources 200: as specified",
    "Resources 200: as specified",
    "Resources 400: as specified",
    "Tenants_List 401: as specified",
  ]);
});
