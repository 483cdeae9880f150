import { describe, expect, it } from "vitest";
import { parseTenantReference } from "../../../src/model/tenantReference.ts";

const id = "aa3eb943-b540-499e-aa1c-73b5904933a2";

describe("What a person names a tenant by", () => {
  it.each([id, ` ${id.toUpperCase()} `, `{${id}}`])("may be its ID: %j", (text) => {
    expect(parseTenantReference(text)).toEqual({ kind: "id", tenantId: id });
  });

  it.each([
    ["fabrikam.com", "fabrikam.com"],
    [" Fabrikam.onmicrosoft.com ", "fabrikam.onmicrosoft.com"],
    ["alice@fabrikam.com", "fabrikam.com"],
    ["https://fabrikam.com/about?x=y", "fabrikam.com"],
    ["bücher.example", "bücher.example"],
  ])("may be one of its domains, or hold one: %j", (text, domain) => {
    expect(parseTenantReference(text)).toEqual({ kind: "domain", domain });
  });

  it.each([
    "",
    "fabrikam",
    "no tenant.com",
    "../../evil.example",
    "a..b.com",
    "-a.com",
    "192.168.0.1",
    `${id}0`,
    "common",
    "x".repeat(300),
  ])("is told when it is neither: %j", (text) => {
    expect(parseTenantReference(text)).toBeUndefined();
  });
});
