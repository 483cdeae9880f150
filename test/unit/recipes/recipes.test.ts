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

const identities: readonly RecipeIdentity[] = [
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
  // Bare lines may be pasted into zsh, to which `;` and braces mean something even there.
  const comment =
    name === "azRest" ? /^# ?[\p{L}\p{M}\p{N} .,:_@/-]*$/u : /^ *#[\p{L}\p{M}\p{N} .,:;_@{}/-]*$/u;
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
    for (const name of ["azureCli", "curl"] as const) {
      const text = recipes[name].write(one);
      expect(bashProblems(text)).toBe("");
      expect(bashProblems(pastedText(text))).toBe("");
    }
    expect(bashProblems(recipes.azRest.write(one))).toBe("");
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
  expect(pipelineText(person)).toContain('"$tenant"/servicePrincipal/*)');
  expect(pipelineText(principal)).toContain(`"$tenant"/servicePrincipal/${clientId})`);
});

test("no text holds a token or asks for a secret as an argument", () => {
  for (const one of changes) {
    for (const name of names) {
      expect(recipes[name].write(one)).not.toMatch(/--password|-p |Bearer [^%]|eyJ/);
    }
  }
});
