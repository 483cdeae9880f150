import { describe, expect, it } from "vitest";
import { clouds } from "../../../src/model/cloud.ts";
import { azureCli } from "../../../src/recipes/azureCli.ts";
import { recipeChange, type RecipeChange, type RecipeIdentity } from "../../../src/recipes/recipeChange.ts";
import { runWithStubAz } from "./stubAz.ts";

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const clientId = "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b";
const objectId = "5d2f3c44-1a2b-4c3d-8e4f-9a8b7c6d5e4f";

function change(identity: RecipeIdentity): RecipeChange {
  const step = { tenantId, tenantName: "Contoso", accountLabel: "Alice", from: null, wanted: "4567890" };
  const made = recipeChange(step, identity, clouds.public);
  if (!made) {
    throw new Error("no change");
  }
  return made;
}

/** A token as Entra ID makes them, but for its signature. */
function tokenOf(claims: Readonly<Record<string, string>>): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
}

/** The requests that the text made, by how they begin. */
function sent(calls: readonly (readonly string[])[]): string[] {
  return calls.filter(([first]) => first === "rest").map((call) => call.slice(0, 3).join(" "));
}

describe("A text for the Azure CLI reads who is signed in from the token", () => {
  const cloud = { "cloud show": "https://management.azure.com/" };
  const me = { tid: tenantId, oid: objectId, name: "Zoë ???>>>" };
  const ran = async (identity: RecipeIdentity, claims: Readonly<Record<string, string>> | null) => {
    const text = azureCli(change(identity));
    const token = claims && tokenOf(claims);
    const answers = { ...cloud, "account get-access-token": token, "rest --method GET": "4567890" };
    return runWithStubAz(text, { ...answers, "login --identity": "" });
  };

  it.each([
    ["a person", { kind: "user", objectId }, { ...me, scp: "user_impersonation" }],
    ["a principal", { kind: "servicePrincipal", clientId }, { ...me, appid: clientId }],
    [
      "a principal with a token of version 2",
      { kind: "servicePrincipal", clientId },
      { ...me, azp: clientId },
    ],
    [
      "a principal in capitals",
      { kind: "servicePrincipal", clientId },
      { ...me, appid: clientId.toUpperCase() },
    ],
  ] as const)("and goes on as %s", async (_, identity, claims) => {
    const { code, stderr, stdout, calls } = await ran(identity, claims);
    expect({ code, stderr, sent: sent(calls) }).toEqual({ code: 0, stderr: "", sent: ["rest --method GET"] });
    const id = identity.kind === "user" ? objectId : clientId;
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(
      new RegExp(`as (user|application) ${id}\\b.*nothing to do`),
    );
  });

  it.each([
    ["another person", { kind: "user", objectId }, { ...me, oid: clientId, scp: "x" }],
    ["the same person in another tenant", { kind: "user", objectId }, { ...me, tid: clientId, scp: "x" }],
    ["a principal of the person's object ID", { kind: "user", objectId }, { ...me, appid: clientId }],
    [
      "a person who uses the application",
      { kind: "servicePrincipal", clientId },
      { ...me, appid: clientId, scp: "x" },
    ],
    ["another principal", { kind: "servicePrincipal", clientId }, { ...me, appid: objectId }],
    [
      "somebody whose name claims it",
      { kind: "user", objectId },
      { tid: tenantId, scp: "x", oid: clientId, name: `","oid":"${objectId}"` },
    ],
    ["a managed identity that nobody named", { kind: "managedIdentity" }, { ...me, appid: clientId }],
    ["a token that cannot be read", { kind: "user", objectId }, {}],
    ["nobody", { kind: "user", objectId }, null],
  ] as const)("and ends before anything is asked as %s", async (_, identity, claims) => {
    const { code, calls } = await ran(identity, claims);
    expect(code).not.toBe(0);
    expect(sent(calls)).toEqual([]);
  });
});
