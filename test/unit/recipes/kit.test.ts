import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { clouds } from "../../../src/model/cloud.ts";
import { checkKit, type Kit, type KitWishes } from "../../../src/recipes/kit.ts";
import { kitAzureCli } from "../../../src/recipes/kitAzureCli.ts";
import { kitPowershell } from "../../../src/recipes/kitPowershell.ts";
import { anyName } from "./hostileNames.ts";
import { bashProblems, isInstalled, pastedText, powershellProblems, unbalanced } from "./parsers.ts";
import { runWithStubAz } from "./stubAz.ts";

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const subscription = "/subscriptions/6f1d3a2b-7c58-4e0f-9a43-0c5b1e2d3f40";
const federation = {
  kind: "federation",
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:contoso/deploy:ref:refs/heads/main",
} as const;
const wishes: KitWishes = {
  name: "Contoso support",
  tenantId,
  scope: subscription,
  credential: { kind: "secret" },
};
const hasPwsh = isInstalled("pwsh", "-v");

function kit(change: Partial<KitWishes> = {}): Kit {
  const checked = checkKit({ ...wishes, ...change }, clouds.public);
  if (!checked) {
    throw new Error("no kit");
  }
  return checked;
}

const { tenantId: _, scope: __, ...open } = wishes;
const openKit = checkKit(open, clouds.public);
const kits = [kit(), kit({ credential: federation }), ...(openKit ? [openKit] : [])];

/** What an Azure CLI answers in which all goes well. */
const answers = {
  "cloud show": "AzureCloud",
  "account show --query tenantId": tenantId,
  "account show --query id": "6f1d3a2b-7c58-4e0f-9a43-0c5b1e2d3f40",
  "account show --query user.name": "admin@fabrikam.example",
  "ad app list": "0",
  "ad app create": "11111111-1111-1111-1111-111111111111",
  "ad sp create": "22222222-2222-2222-2222-222222222222",
  "ad app credential reset": "the secret",
  "ad app credential list": "33333333-3333-3333-3333-333333333333",
};

describe("What a partner wishes of a customer", () => {
  it.each([
    ["a tenant's ID that is none", { tenantId: "contoso'" }],
    ["a scope that is none", { scope: "/subscriptions/$(x)" }],
    ["a scope with more behind it", { scope: `${subscription}'; x` }],
    ["a scope with a line behind it", { scope: `${subscription}\nx` }],
    ["a resource group with a quote", { scope: `${subscription}/resourceGroups/a'b` }],
    ["an issuer without TLS", { credential: { ...federation, issuer: "http://issuer.example" } }],
    ["an issuer with a quote", { credential: { ...federation, issuer: "https://issuer.example/'" } }],
    ["a subject with a quote", { credential: { ...federation, subject: "repo:'x" } }],
    ["a subject with a typographic quote", { credential: { ...federation, subject: "repo:’x" } }],
    ["a subject with a line", { credential: { ...federation, subject: "repo:x\ny" } }],
  ])("is refused with %s", (_, wrong) => {
    expect(checkKit({ ...wishes, ...wrong }, clouds.public)).toBeUndefined();
  });

  it.each([
    [{ scope: `${subscription}/resourceGroups/Grün_(1)` }],
    [{ scope: "/providers/Microsoft.Management/managementGroups/contoso-root" }],
    [{ credential: { ...federation, subject: "sc://contoso/My Project/connection" } }],
  ])("may be %j", (wish) => {
    expect(checkKit({ ...wishes, ...wish }, clouds.public)).toBeDefined();
  });

  it("is refused in a cloud of somebody's own", () => {
    expect(checkKit(wishes, { armEndpoint: "https://management.stack.example" })).toBeUndefined();
  });
});

test("bash and PowerShell take every kit", () => {
  for (const one of kits) {
    expect(bashProblems(kitAzureCli(one))).toBe("");
    expect(bashProblems(pastedText(kitAzureCli(one)))).toBe("");
    expect(unbalanced(kitPowershell(one))).toEqual([]);
    expect(hasPwsh ? powershellProblems(kitPowershell(one)) : "").toBe("");
  }
});

test("a name stays in its quotes, and the rest is the same for all names", () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const hostile = kit({ name });
      const shown = `'${hostile.name}'`;
      expect(hostile.name).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,_@-]{0,160}$/u);
      expect(kitAzureCli(hostile).replace(shown, "'Contoso support'")).toBe(kitAzureCli(kit()));
      expect(kitPowershell(hostile).replace(shown, "'Contoso support'")).toBe(kitPowershell(kit()));
    }),
    { numRuns: 500 },
  );
});

test("the script makes app, principal, two roles and a secret of ten minutes, and says how the secret is removed", async () => {
  const started = Date.now();
  const { code, stdout, stderr, calls } = await runWithStubAz(kitAzureCli(kit()), answers);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(calls.map((call) => call.slice(0, 4).join(" "))).toEqual([
    "cloud show --query name",
    "account show --query tenantId",
    "account show --query tenantId",
    "account show --query user.name",
    "ad app list --filter",
    "ad app create --display-name",
    "ad sp create --id",
    "role assignment create --assignee-object-id",
    "role assignment create --assignee-object-id",
    "ad app credential reset",
    "ad app credential list",
  ]);
  const [app, , support, reader, reset = []] = calls.slice(5);
  expect(app).toContain("Contoso support");
  expect(support).toEqual(
    expect.arrayContaining([
      "22222222-2222-2222-2222-222222222222",
      "cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e",
      subscription,
    ]),
  );
  expect(reader).toContain("acdd72a7-3385-48ef-bd42-f606fba81ae7");
  const end = Date.parse(reset[reset.indexOf("--end-date") + 1] ?? "");
  expect(end - started).toBeGreaterThan(9 * 60_000);
  expect(end - started).toBeLessThan(11 * 60_000);
  for (const told of [tenantId, "11111111-1111-1111-1111-111111111111", subscription, "the secret"]) {
    expect(stdout).toContain(told);
  }
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(`Made in tenant ${tenantId} by admin@fabrikam.example.`);
  expect(stdout).toContain(
    "az ad app credential delete --id 11111111-1111-1111-1111-111111111111 --key-id 33333333-3333-3333-3333-333333333333",
  );
});

test("with federation there is no secret", async () => {
  const { code, stdout, calls } = await runWithStubAz(kitAzureCli(kit({ credential: federation })), answers);
  const created = calls.at(-1) ?? [];

  expect(code).toBe(0);
  expect(created.slice(0, 4)).toEqual(["ad", "app", "federated-credential", "create"]);
  expect(JSON.parse(created.at(-1) ?? "")).toEqual({
    name: "partner-admin-link",
    issuer: federation.issuer,
    subject: federation.subject,
    audiences: ["api://AzureADTokenExchange"],
  });
  expect(stdout).toContain("no secret to remove");
});

test.each([
  ["the tenant is another one", { "account show --query tenantId": clouds.public.name }, "nothing was made"],
  ["an application of that name is there", { "ad app list": "1" }, "already"],
  ["the cloud is another one", { "cloud show": "AzureChinaCloud" }, "az cloud set --name AzureCloud"],
])("nothing is made when %s", async (_, other, said) => {
  const { code, stderr, calls } = await runWithStubAz(kitAzureCli(kit()), { ...answers, ...other });

  expect(code).toBe(1);
  expect(stderr).toContain(said);
  expect(calls.filter((call) => call.includes("create"))).toEqual([]);
});

test("a list that Azure refuses is not told as an application that is there already", async () => {
  const { code, stderr, calls } = await runWithStubAz(kitAzureCli(kit()), {
    ...answers,
    "ad app list": null,
  });
  expect(code).not.toBe(0);
  expect(stderr).not.toContain("already");
  expect(calls.filter((call) => call.includes("create"))).toEqual([]);
});

test("when it stops half-way it says how to remove what was made", async () => {
  const { code, stdout, stderr } = await runWithStubAz(kitAzureCli(kit()), {
    ...answers,
    "role assignment create": null,
  });
  expect(code).toBe(1);
  expect(stderr).toContain("az ad app delete --id 11111111-1111-1111-1111-111111111111");
  expect(stdout).not.toContain("For your partner");
});

test("without a scope the customer's present subscription is meant", async () => {
  const { code, stdout } = await runWithStubAz(openKit ? kitAzureCli(openKit) : "false", answers);
  expect(code).toBe(0);
  expect(stdout).toContain(`Scope:          ${subscription}`);
});
