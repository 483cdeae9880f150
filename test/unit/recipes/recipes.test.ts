import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import type { LinkedId } from "../../../src/model/change.ts";
import { clouds } from "../../../src/model/cloud.ts";
import { pipelineText } from "../../../src/recipes/pipelineText.ts";
import { recipeChange, type RecipeChange, type RecipeIdentity } from "../../../src/recipes/recipeChange.ts";
import { type RecipeName, recipes, recipesFor } from "../../../src/recipes/recipes.ts";
import { anyName } from "./hostileNames.ts";
import {
  bashProblems,
  isInstalled,
  pastedText,
  powershellProblems,
  terraformProblems,
  unbalanced,
} from "./parsers.ts";

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const clientId = "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b";
const names = Object.keys(recipes) as RecipeName[];

const hasPwsh = isInstalled("pwsh", "-v");
const hasTerraform = isInstalled("terraform", "version");
for (const [there, program] of [
  [hasPwsh, "pwsh"],
  [hasTerraform, "terraform"],
]) {
  if (there === false) {
    console.warn(
      `Left out: ${String(program)} is not on PATH, so its own parser reads no recipe; quotes and brackets are counted.`,
    );
  }
}

interface Asked {
  readonly tenantName?: string;
  readonly accountLabel?: string;
  readonly from?: LinkedId;
  readonly wanted?: LinkedId;
  readonly identity?: RecipeIdentity;
}

function change({ identity = { kind: "user" }, ...step }: Asked = {}): RecipeChange {
  const whole = {
    tenantId,
    tenantName: "Contoso",
    accountLabel: "alice@contoso.example",
    from: null,
    wanted: "4567890",
    ...step,
  };
  const made = recipeChange(whole, identity, clouds.public);
  if (!made) {
    throw new Error("no change");
  }
  return made;
}

const objectId = "5d2f3c44-1a2b-4c3d-8e4f-9a8b7c6d5e4f";
const identities: readonly RecipeIdentity[] = [
  { kind: "user", objectId },
  { kind: "user" },
  { kind: "servicePrincipal", clientId },
  { kind: "managedIdentity" },
];
const changes = identities.flatMap((identity) => [
  change({ identity }),
  change({ identity, from: "4567890", wanted: "5012345" }),
  change({ identity, from: "4567890", wanted: null }),
]);

/** The lines that are no comments. */
function acts(text: string): string {
  return text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .join("\n");
}

function commentLines(text: string): string[] {
  return text.split("\n").filter((line) => line.trimStart().startsWith("#"));
}

describe("What a recipe is written for", () => {
  const step = { tenantId, tenantName: "", accountLabel: "", from: null, wanted: "4567890" };
  const user = { kind: "user" } as const;

  it.each([
    ["a tenant's ID that is none", { ...step, tenantId: "contoso' ; x" }, user, clouds.public],
    ["a tenant's ID with a line behind it", { ...step, tenantId: `${tenantId}\nx` }, user, clouds.public],
    ["a partner ID that is none", { ...step, wanted: "$(x)" }, user, clouds.public],
    ["a partner ID with a line behind it", { ...step, wanted: "4567890\n" }, user, clouds.public],
    ["a replaced ID that is none", { ...step, from: "'; x" }, user, clouds.public],
    ["nothing to change", { ...step, wanted: null }, user, clouds.public],
    ["a client ID that is none", step, { kind: "servicePrincipal", clientId: "x y" } as const, clouds.public],
    ["an address that is no https origin", step, user, { armEndpoint: "http://management.azure.com" }],
    ["an address with more behind it", step, user, { armEndpoint: "https://x.example/'$(x)" }],
  ])("is refused with %s", (_, given, identity, cloud) => {
    expect(recipeChange(given, identity, cloud)).toBeUndefined();
  });

  it("names no cloud to tools that know only Microsoft's own", () => {
    const region = { armEndpoint: "https://management.my_region.hub" };
    expect(recipeChange(step, user, region)?.armEndpoint).toBe(region.armEndpoint);
    const own = recipeChange(step, user, { armEndpoint: "https://management.stack.example:8443" });
    expect(own && recipesFor(own)).toEqual(["azureCli", "powershell", "azRest", "curl", "azureDevOps"]);
    expect(recipesFor(change())).toEqual(names);
  });
});

test.each(names)("names change nothing but comments, and cannot leave them: %s", (name) => {
  const { write } = recipes[name];
  const plain = acts(write(change()));
  const comment = /^ *#[\p{L}\p{M}\p{N} .,:;_@{}/-]*$/u;
  fc.assert(
    fc.property(anyName, anyName, (tenantName, accountLabel) => {
      const text = write(change({ tenantName, accountLabel }));
      expect(acts(text)).toBe(plain);
      for (const line of commentLines(text)) {
        expect(line).toMatch(comment);
      }
    }),
    { numRuns: 300 },
  );
});

test("bash takes every text that is meant for it", () => {
  for (const one of changes) {
    for (const name of ["azureCli", "azRest", "curl"] as const) {
      const text = recipes[name].write(one);
      expect(bashProblems(text)).toBe("");
      expect(bashProblems(pastedText(text))).toBe("");
    }
    expect(bashProblems(pipelineText(one))).toBe("");
  }
});

test("PowerShell takes every text that is meant for it", () => {
  for (const one of changes) {
    const text = recipes.powershell.write(one);
    expect(unbalanced(text)).toEqual([]);
    expect(hasPwsh ? powershellProblems(text) : "").toBe("");
  }
});

test("Terraform takes every text that is meant for it", () => {
  for (const one of changes) {
    const text = recipes.terraform.write(one);
    expect(unbalanced(text)).toEqual([]);
    expect(hasTerraform ? terraformProblems(text) : "").toBe("");
  }
});

test("Terraform creates, replaces or removes, as it was planned, and only in that tenant", () => {
  const [created = "", replaced = "", removed = ""] = changes.map((one) => recipes.terraform.write(one));
  expect(created).toMatch(/method +"?= "PUT"/);
  expect(replaced).toMatch(/method += "PATCH"/);
  expect(replaced).toContain('resource_id = "/providers/Microsoft.ManagementPartner/partners/5012345"');
  expect(removed).toMatch(/method += "DELETE"/);
  expect(removed).toContain('resource_id = "/providers/Microsoft.ManagementPartner/partners/4567890"');
  expect(removed).not.toContain("response_export_values");
  for (const text of [created, replaced, removed]) {
    expect(text).toContain(`data.azapi_client_config.current.tenant_id == "${tenantId}"`);
  }
});

test("Terraform does it only as the identity that is meant, says which it was, and asks where it is not known", () => {
  for (const one of changes) {
    const text = recipes.terraform.write(one);
    expect(text).toContain("lower(data.azapi_client_config.current.object_id) == lower(var.identity)");
    const { identity } = one;
    const known = identity.kind === "user" && identity.objectId !== undefined;
    expect(text.includes(`default     = "${objectId}"`)).toBe(known);
    expect(/output "partner_admin_link" \{\n  value .*current\.object_id\}\."/.test(text)).toBe(true);
  }
  const principal = change({ identity: { kind: "servicePrincipal", clientId, objectId } });
  expect(recipes.terraform.write(principal)).toContain(`default     = "${objectId}"`);
});

test.each([
  ["user", { kind: "user", objectId }, "$claims.scp -and $claims.oid -eq $identity"],
  [
    "principal",
    { kind: "servicePrincipal", clientId },
    "-not $claims.scp -and ($claims.appid -eq $identity -or $claims.azp -eq $identity)",
  ],
  [
    "managed identity",
    { kind: "managedIdentity" },
    "-not $claims.scp -and (-not $identity -or ($claims.oid -eq $identity -or $claims.appid -eq $identity -or $claims.azp -eq $identity))",
  ],
] as const)(
  "PowerShell compares tenant and identity of the token before anything is sent (%s)",
  (_, identity, test) => {
    for (const wanted of ["4567890", null]) {
      const text = recipes.powershell.write(change({ identity, from: "4567890", wanted }));
      const compares = text.lastIndexOf("if (-not (Test-SignedIn)) {\n    throw");
      expect(text).toContain(`$claims.tid -eq $tenant -and ${test} -and\n`);
      expect(compares).toBeGreaterThan(0);
      expect(compares).toBeLessThan(text.indexOf("function Send-Request"));
      const told = text
        .split("\n")
        .filter((line) => /^ +(return )?"(Partner ID|Nothing is linked)/.test(line));
      expect(told).toHaveLength(2);
      expect(told.filter((line) => !/\bas \$(who\.|\(\$who\):)/.test(line))).toEqual([]);
    }
  },
);

test("an object ID that is none is not known", () => {
  const identity = { kind: "user", objectId: "' ; x" } as const;
  expect(change({ identity }).identity).toEqual({ kind: "user" });
  const capital = { kind: "servicePrincipal", clientId: clientId.toUpperCase(), objectId } as const;
  expect(change({ identity: capital }).identity).toEqual({ kind: "servicePrincipal", clientId, objectId });
});

test("a step of GitHub Actions is YAML: it signs in by OIDC, and runs what reads first", () => {
  for (const one of changes) {
    const [signIn, run, ...more] = parse(recipes.githubActions.write(one)) as Record<string, unknown>[];
    expect(signIn).toEqual({
      name: "Sign in to Azure",
      uses: "azure/login@v2",
      with: {
        "client-id": one.identity.kind === "servicePrincipal" ? clientId : "${{ vars.AZURE_CLIENT_ID }}",
        "tenant-id": tenantId,
        "allow-no-subscriptions": true,
        environment: "azurecloud",
        audience: "api://AzureADTokenExchange",
      },
    });
    expect(run).toEqual({
      name: expect.stringMatching(/^(Link|Remove) partner ID \d+$/),
      shell: "bash",
      ...(one.identity.kind !== "servicePrincipal" && {
        env: { PARTNER_ADMIN_LINK_IDENTITY: "${{ vars.AZURE_CLIENT_ID }}" },
      }),
      run: pipelineText(one),
    });
    expect(more).toEqual([]);
    expect(pipelineText(one)).not.toContain("${{");
  }
});

test("a step of Azure DevOps is YAML: it has a service connection, and runs what reads first", () => {
  for (const one of changes) {
    expect(parse(recipes.azureDevOps.write(one))).toEqual([
      {
        task: "AzureCLI@2",
        displayName: expect.stringMatching(/^(Link|Remove) partner ID \d+$/),
        ...(one.identity.kind !== "servicePrincipal" && {
          env: { PARTNER_ADMIN_LINK_IDENTITY: "APPLICATION-ID-OF-THE-SERVICE-CONNECTION" },
        }),
        inputs: {
          azureSubscription: "NAME-OF-THE-SERVICE-CONNECTION",
          scriptType: "bash",
          scriptLocation: "inlineScript",
          inlineScript: pipelineText(one),
        },
      },
    ]);
  }
});

test("a pipeline links the principal that it is, and says so where a person was meant", () => {
  const [person, principal] = [change(), change({ identity: { kind: "servicePrincipal", clientId } })];
  expect(recipes.githubActions.write(person)).toContain("# This links the principal");
  expect(recipes.githubActions.write(principal)).not.toContain("# This links the principal");
  expect(pipelineText(person)).toContain("identity=${PARTNER_ADMIN_LINK_IDENTITY:-}");
  expect(pipelineText(principal)).toContain(`identity='${clientId}'`);
});

test("no text holds a token or asks for a secret as an argument", () => {
  for (const one of changes) {
    for (const name of names) {
      expect(recipes[name].write(one)).not.toMatch(/--password|-p |Bearer [^%]|eyJ/);
    }
  }
});
