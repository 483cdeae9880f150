import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { accessOf, customersOf, type Delegation } from "../../../src/model/delegation.ts";
import type { AccessToken } from "../../../src/model/ports.ts";
import type { FaultInput } from "../../azure/wire/fault.ts";
import { LocalArm } from "./localArm.ts";

const graph = "/providers/Microsoft.ResourceGraph/resources";
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

let local: LocalArm;
let home: string;
let alice: string;
let token: AccessToken;

beforeAll(async () => {
  local = await LocalArm.start();
  const [account] = local.azure.description.accounts;
  home = account?.homeTenantId ?? "";
  alice = account?.objectId ?? "";
  token = await local.token();
}, 30_000);
afterAll(() => local.close());
beforeEach(() => local.control.forgetRequests());
afterEach(async () => {
  await local.control.clearFaults();
  await local.control.refillBuckets();
  await local.control.changeSettings({ pageSize: 100 });
});

const list = (): Promise<readonly Delegation[]> => local.arm.listDelegations({ token }, home);

/** Lets Resource Graph answer this page, once or for as long as it is asked. */
const answer = (json: unknown, more: Partial<FaultInput> = {}): Promise<string> =>
  local.control.addFault({ path: graph, status: 200, json, ...more });

const assignment = (n: number, more: object = {}): object => ({
  id: `/subscriptions/${guid(n)}/providers/Microsoft.ManagedServices/registrationAssignments/${guid(n)}`,
  type: "microsoft.managedservices/registrationassignments",
  tenantId: guid(900),
  state: "Succeeded",
  definitionId: `/subscriptions/${guid(n)}/providers/Microsoft.ManagedServices/registrationDefinitions/DEF`,
  customerId: "",
  customerName: "",
  managerId: "",
  authorizations: null,
  eligibleAuthorizations: null,
  ...more,
});

const definition = (n: number, more: object = {}): object => ({
  ...assignment(n),
  id: `/subscriptions/${guid(n)}/providers/Microsoft.ManagedServices/registrationDefinitions/def`,
  type: "microsoft.managedservices/registrationdefinitions",
  definitionId: "",
  customerId: guid(900),
  customerName: "Fabrikam",
  managerId: home,
  authorizations: [{ principalId: guid(7), roleDefinitionId: contributor }],
  ...more,
});

describe("The customers of a home tenant", () => {
  it("are read with one query, and grouped by their names", async () => {
    const customers = customersOf(await list());
    expect(customers.map(({ name, delegations }) => `${name}: ${delegations.length}`)).toEqual([
      "City Power & Light: 2",
      "Proseware, Inc.: 1",
      "Tailwind Traders: 1",
    ]);
    expect(await local.armRequests()).toEqual([`POST ${graph}`]);
  });

  it("name whom they let in: for good, or only after activation", async () => {
    const access = customersOf(await list()).map((customer) => accessOf(customer, alice));
    expect(access).toEqual([
      { permanent: 2, justInTime: 0 },
      { permanent: 0, justInTime: 1 },
      { permanent: 0, justInTime: 0 },
    ]);
  });

  it("are the same when they come page by page", async () => {
    const whole = await list();
    await local.control.forgetRequests();
    await local.control.changeSettings({ pageSize: 3 });
    expect(await list()).toEqual(whole);
    expect(await local.armRequests()).toHaveLength(3);
  });

  it("may be none", async () => {
    await answer({ totalRecords: 0, count: 0, resultTruncated: "false", data: [] });
    expect(await list()).toEqual([]);
  });

  it("are told with a resource group where only that was delegated", async () => {
    const id = `/subscriptions/${guid(1)}/resourceGroups/Web/providers/Microsoft.ManagedServices/registrationAssignments/${guid(2)}`;
    await answer({ data: [assignment(1, { id }), definition(1)] });
    expect(await list()).toEqual([
      {
        customerId: guid(900),
        customerName: "Fabrikam",
        subscriptionId: guid(1),
        resourceGroup: "web",
        roles: [{ principalId: guid(7), roleId: contributor }],
      },
    ]);
  });

  it("are told without roles where Azure does not show what was agreed", async () => {
    await answer({ data: [assignment(1)] });
    expect(await list()).toEqual([{ customerId: guid(900), subscriptionId: guid(1) }]);
  });

  it.each([
    ["is over", [assignment(1, { state: "Deleted" }), definition(1)]],
    ["was never agreed on", [definition(1)]],
    ["is somebody else's", [assignment(1), definition(1, { managerId: guid(5) })]],
    ["the home tenant itself gave", [assignment(1), definition(1, { customerId: "HOME" })]],
  ])("do not come of a delegation that %s", async (_what, data) => {
    await answer(JSON.parse(JSON.stringify({ data }).replaceAll("HOME", home)));
    expect(await list()).toEqual([]);
  });
});

describe("A hostile list of customers", () => {
  it.each([
    ["is no page", {}],
    ["holds no list", { data: { rows: [] } }],
    ["holds a customer without a tenant", { data: [assignment(1, { tenantId: "nobody" }), definition(1)] }],
    ["holds a delegation of nothing", { data: [assignment(1, { id: "/tenants/x" }), definition(1)] }],
    ["holds a principal that is none", { data: [definition(1, { authorizations: [{ principalId: "x" }] })] }],
  ])("that %s is refused as a whole, and no customer is dropped silently", async (_what, json) => {
    await answer(json);
    await expect(list()).rejects.toMatchObject({ code: "unreadableAnswer" });
  });

  it("that was cut off is refused", async () => {
    await answer({ resultTruncated: "true", data: [assignment(1), definition(1)] });
    await expect(list()).rejects.toMatchObject({ code: "unexpectedAnswer" });
  });

  it("that leads in a circle ends at once", async () => {
    await answer({ data: [], $skipToken: "again" }, { count: 0 });
    await expect(list()).rejects.toMatchObject({ code: "unexpectedAnswer" });
    expect(await local.armRequests()).toHaveLength(2);
  });

  it("that always has one more page ends, too", async () => {
    let pages = 0;
    const arm = createAzureArm(() => {
      pages += 1;
      return Promise.resolve(Response.json({ data: [], $skipToken: `page ${pages}` }));
    });
    await expect(arm.listDelegations({ token }, home)).rejects.toMatchObject({ code: "unexpectedAnswer" });
    expect(pages).toBeLessThan(200);
  });
});

describe("A list of customers that cannot be had", () => {
  it.each([
    ["unauthorized", { status: 401 }],
    ["forbidden", { status: 403, code: "AuthorizationFailed" }],
    ["notOffered", { status: 404, code: "InvalidResourceNamespace" }],
    ["throttled", { status: 429, headers: { "retry-after": "4" } }],
    ["serverError", { status: 503 }],
    ["gatewayAnswered", { status: 503, body: "html" }],
    ["unreadableAnswer", { status: 200, body: "truncated" }],
    ["redirected", { redirect: "https://evil.example/" }],
    ["unreachable", { reset: true }],
  ] as [string, FaultInput][])("is %s", async (code, fault) => {
    await local.control.addFault({ path: graph, ...fault });
    await expect(list()).rejects.toMatchObject({ code });
    expect(await local.armRequests()).toHaveLength(1); // nothing is repeated by itself
  });

  it("says how long to wait when Resource Graph itself asks for it", async () => {
    for (let i = 0; i < 15; i += 1) {
      await list();
    }
    await expect(list()).rejects.toMatchObject({ code: "throttled", details: { retryAfterSeconds: 1 } });
  });
});
