import { expect } from "vitest";
import type { Row } from "./contractTest.ts";
import { armCode, rowsOf, test } from "./contractTest.ts";
import { drain } from "./drain.ts";
import type { HttpClient } from "./httpClient.ts";

const graphPath = "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01";

async function listAll(
  client: HttpClient,
  token: string,
  path: string,
): Promise<{ pages: number; items: Row[] }> {
  const items: Row[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next !== undefined;) {
    const { json } = await client.arm(token, "GET", next);
    items.push(...rowsOf(json, "value"));
    pages += 1;
    const link = json?.["nextLink"] as string | undefined;
    next = link?.replace("https://management.azure.com", "");
  }
  return { pages, items };
}

test("all tenants of a person are listed, page by page, with the fields Azure may leave out", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor("organizations");
  await control.changeSettings({ pageSize: 15 });
  const { pages, items } = await listAll(client, token, "/tenants?api-version=2022-12-01");
  await control.changeSettings({ pageSize: 100 });

  expect(pages).toBe(3);
  expect(items.map((item) => item["tenantId"])).toEqual(azure.tenants.map(({ tenantId }) => tenantId));
  expect(new Set(items.map((item) => item["tenantCategory"]))).toEqual(
    new Set(["Home", "ManagedBy", "ProjectedBy"]),
  );
  expect(items.filter((item) => item["displayName"] === undefined)).toHaveLength(2);
  expect(items.filter((item) => item["defaultDomain"] === undefined)).toHaveLength(2);
});

test("delegated subscriptions are listed in the managing tenant, with the customer's tenant id", async ({
  azure,
  client,
  tokenFor,
}) => {
  const home = azure.accounts[0]?.homeTenantId;
  const { items } = await listAll(
    client,
    await tokenFor("organizations"),
    "/subscriptions?api-version=2022-12-01",
  );
  const delegated = items.filter((item) => item["tenantId"] !== home);

  const managers = delegated.map((item) => JSON.stringify(item["managedByTenants"]));
  expect([delegated.length, ...new Set(managers)]).toEqual([4, `[{"tenantId":"${home}"}]`]);
});

test("the billing property tells agreements apart that the quota id does not, to those who may see it", async ({
  azure,
  client,
  tokenFor,
}) => {
  const tenant = azure.tenants.find(({ displayName }) => displayName === "Litware, Inc.");
  const token = await tokenFor(tenant?.tenantId ?? "");
  const { items } = await listAll(client, token, "/subscriptions?api-version=2022-12-01");
  const answers = await Promise.all(
    items.map(async ({ id, subscriptionPolicies }) => {
      const path = `${String(id)}/providers/Microsoft.Billing/billingProperty/default?api-version=2024-04-01`;
      const { status, json } = await client.arm(token, "GET", path);
      const { billingAccountAgreementType } = (json?.["properties"] ?? {}) as Row;
      return [(subscriptionPolicies as Row)["quotaId"], status, billingAccountAgreementType ?? armCode(json)];
    }),
  );
  expect(answers).toEqual([
    ["EnterpriseAgreement_2014-09-01", 200, "EnterpriseAgreement"],
    ["EnterpriseAgreement_2014-09-01", 200, "MicrosoftCustomerAgreement"],
    ["CSP_2015-05-01", 200, "MicrosoftPartnerAgreement"],
    ["PayAsYouGo_2014-09-01", 200, "MicrosoftOnlineServicesProgram"],
    ["EnterpriseAgreement_2014-09-01", 403, "AuthorizationFailed"],
    ["MSDN_2014-09-01", 401, "Unauthorized"],
    ["CSP_MG_2017-12-01", 404, "NotFound"],
    ["Sponsored_2016-01-01", 200, "Other"],
  ]);
});

function scopes(answer: Row | undefined): unknown[] {
  return rowsOf(answer, "data").map((row) => row["scope"]);
}

test("Resource Graph gives a person's role assignments, inherited ones if asked for, page by page", async ({
  azure,
  client,
  tokenFor,
}) => {
  const tenant = azure.tenants.find(({ displayName }) => displayName === "Northwind Traders");
  const token = await tokenFor(tenant?.tenantId ?? "");
  const query = `authorizationresources
    | where type =~ 'microsoft.authorization/roleassignments' and properties.principalId == '${tenant?.objectId}'
    | project id, scope = tostring(properties.scope), role = properties.roleDefinitionId`;
  const ask = async (options: Row) => (await client.arm(token, "POST", graphPath, { query, options })).json;

  const below = await ask({});
  const all = await ask({ authorizationScopeFilter: "AtScopeAboveAndBelow" });
  const firstPage = await ask({ $top: 4 });
  const secondPage = await ask({ $top: 4, $skipToken: firstPage?.["$skipToken"] });
  expect([below?.["totalRecords"], all?.["totalRecords"]]).toEqual([7, 8]);
  expect(scopes(all).filter((scope) => String(scope).includes("managementGroups"))).toHaveLength(1);
  expect([...scopes(firstPage), ...scopes(secondPage)]).toEqual(scopes(below));
});

test("Resource Graph gives Lighthouse delegations in the managing tenant", async ({ client, tokenFor }) => {
  const query =
    "managedservicesresources | where type =~ 'microsoft.managedservices/registrationdefinitions'";
  const { json } = await client.arm(await tokenFor("organizations"), "POST", graphPath, { query });
  const names = rowsOf(json, "data").map((row) => (row["properties"] as Row)["manageeTenantName"]);

  expect(new Set(names)).toEqual(new Set(["City Power & Light", "Proseware, Inc.", "Tailwind Traders"]));
});

test("Resource Graph pages delegations that carry their id, names people, groups and applications alike, and cuts off the rest", async ({
  azure,
  client,
  control,
  tokenFor,
}) => {
  const token = await tokenFor("organizations");
  const ask = async (columns: string, options: Row = {}): Promise<Row | undefined> => {
    const query = `managedservicesresources | project ${columns} | order by name asc`;
    return (await client.arm(token, "POST", graphPath, { query, options })).json;
  };
  await control.changeSettings({ pageSize: 5 });
  const first = await ask("id, name, terms = properties.authorizations");
  const second = await ask("id, name, terms = properties.authorizations", {
    $skipToken: first?.["$skipToken"],
  });
  const cut = await ask("name");
  await control.changeSettings({ pageSize: 100 });

  const rows = [...rowsOf(first, "data"), ...rowsOf(second, "data")];
  expect([first?.["totalRecords"], rows.length, second?.["$skipToken"]]).toEqual([8, 8, undefined]);
  expect([cut?.["resultTruncated"], cut?.["$skipToken"]]).toEqual(["true", undefined]);
  const named = rows.flatMap(({ terms }) => ((terms ?? []) as Row[]).map(({ principalId }) => principalId));
  expect(named).toContain(azure.accounts[0]?.objectId);
  expect(named).toContain(
    azure.servicePrincipals.find(({ tenantId }) => tenantId === azure.accounts[0]?.homeTenantId)?.objectId,
  );
});

test("Resource Graph refuses queries that it does not understand, instead of guessing", async ({
  client,
  tokenFor,
}) => {
  const query = "authorizationresources | join kind=inner (resources) on id";
  const { status, json } = await client.arm(await tokenFor("organizations"), "POST", graphPath, { query });
  expect([status, armCode(json)]).toEqual([400, "InvalidQuery"]);
});

test("Resource Graph allows about 15 queries in 5 seconds", async ({ client, tokenFor }) => {
  const token = await tokenFor("organizations");
  const query = "managedservicesresources";
  const first = await client.arm(token, "POST", graphPath, { query });
  const refused = await drain(() => client.arm(token, "POST", graphPath, { query }));

  expect(first.headers.get("x-ms-user-quota-remaining")).toBe("14");
  expect(first.headers.get("x-ms-user-quota-resets-after")).toBe("00:00:05");
  expect(refused.headers.get("retry-after")).toBe("1");
});

test("reads are throttled by tenant, and the answer says when to come back", async ({
  azure,
  client,
  tokenFor,
}) => {
  const [one, other] = azure.tenants
    .filter(({ policy }) => policy === "normal")
    .map(({ tenantId }) => tenantId);
  const [token, otherToken] = [await tokenFor(one ?? ""), await tokenFor(other ?? "")];
  const path = "/tenants?api-version=2022-12-01";
  const refused = await drain(() => client.arm(token, "GET", path));
  const elsewhere = await client.arm(otherToken, "GET", path);

  expect([
    refused.headers.get("retry-after"),
    refused.headers.get("x-ms-ratelimit-remaining-tenant-reads"),
  ]).toEqual(["1", "0"]);
  expect(elsewhere.headers.get("x-ms-ratelimit-remaining-tenant-reads")).toBe("249");
});
