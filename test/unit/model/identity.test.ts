import { expect, test } from "vitest";
import { createIdentity, isApplication } from "../../../src/model/identity.ts";

const known = { cloud: "public", label: "x" } as const;
const app = "0f4e1c2a-5b6d-4c7e-8f90-000000000001";
const person = "8b1f3a52-1111-4222-9333-0a0b0c0d0e0f.8b1f3a52-4444-4555-9666-0a0b0c0d0e0f";

test("Accounts, and people who sign in with a device code, are no applications", () => {
  const identities = [
    createIdentity({ ...known, source: "vscode", accountId: person }),
    createIdentity({ ...known, source: "servicePrincipal", accountId: `${app}.${person}` }),
    createIdentity({ ...known, source: "servicePrincipal", accountId: app }),
  ];
  expect(identities.map(isApplication)).toEqual([false, false, true]);
});
