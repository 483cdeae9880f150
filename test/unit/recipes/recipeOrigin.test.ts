import { expect, test } from "vitest";
import type { IdentityId } from "../../../src/model/identity.ts";
import { recipeOrigin } from "../../../src/recipes/recipeOrigin.ts";

const clientId = "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b";
const principal = { kind: "servicePrincipal", clientId };

test.each([
  ["vscode:public:1234.5678", { identity: { kind: "user" }, cloudName: "public" }],
  [`vscode:public:${clientId}`, { identity: { kind: "user" }, cloudName: "public" }],
  [`servicePrincipal:usGovernment:${clientId}`, { identity: principal, cloudName: "usGovernment" }],
  [
    `servicePrincipal:public:${clientId}.${clientId}.${clientId}`,
    { identity: { kind: "user" }, cloudName: "public" },
  ],
  [
    `servicePrincipal:custom:management.stack.example:8443:${clientId}`,
    { identity: principal, cloudName: "custom:management.stack.example:8443" },
  ],
  [
    `servicePrincipal:custom:management.stack.example:${clientId}`,
    { identity: principal, cloudName: "custom:management.stack.example" },
  ],
  [
    `servicePrincipal:custom:management.my_region.hub:${clientId}`,
    { identity: principal, cloudName: "custom:management.my_region.hub" },
  ],
  ["vscode:custom:[fe80::1]:8443:a.b", { identity: { kind: "user" }, cloudName: "custom:[fe80::1]:8443" }],
  ["vscode:moon:a.b", undefined],
  ["nobody", undefined],
])("an identity's id tells who it is, and where: %s", (id, origin) => {
  expect(recipeOrigin(id as IdentityId)).toEqual(origin);
});
