import { describe, expect, it } from "vitest";
import { customerLabel } from "../../../src/model/delegation.ts";
import { createIdentity } from "../../../src/model/identity.ts";
import { type Row, rowLabel } from "../../../src/model/row.ts";
import { tenantLabel } from "../../../src/model/tenant.ts";

const tenantId = "6fd1f2f0-0000-4000-8000-000000000001";
const nothing = "\u200b\u3164\u202e";

describe("What a tenant is called", () => {
  it("is its domain, else its ID, if there is nothing to be seen of its name", () => {
    const tenant = { tenantId, kind: "guest", displayName: nothing } as const;
    expect(tenantLabel({ ...tenant, defaultDomain: "a.example" })).toBe("a.example");
    expect(tenantLabel({ ...tenant, defaultDomain: nothing })).toBe(tenantId);
    expect(tenantLabel(tenant)).toBe(tenantId);
    expect(customerLabel({ tenantId, name: nothing, delegations: [] })).toBe(tenantId);
    const row = {
      tenant: { ...tenant, defaultDomain: "a.example" },
      mark: { name: nothing },
    } as unknown as Row;
    expect(rowLabel(row)).toBe("a.example");
  });

  it("is its name and its ID, if another tenant's name may look the same", () => {
    const displayName = "Con\u200btoso";
    expect(tenantLabel({ tenantId, kind: "guest", displayName })).toBe(`Contoso (${tenantId})`);
    expect(customerLabel({ tenantId, name: displayName, delegations: [] })).toBe(`Contoso (${tenantId})`);
  });

  it("is its name, if that is as it looks", () => {
    expect(tenantLabel({ tenantId, kind: "guest", displayName: "Contoso" })).toBe("Contoso");
  });
});

describe("What an account is called", () => {
  const known = { source: "vscode", cloud: "public", accountId: "a1.b2" } as const;

  it("is its ID, if there is nothing to be seen of its name", () => {
    expect(createIdentity({ ...known, label: nothing }).label).toBe("a1.b2");
    expect(createIdentity({ ...known, label: "" }).label).toBe("a1.b2");
  });

  it("is its name and its ID, if another's name may look the same", () => {
    expect(createIdentity({ ...known, label: "alice\u00ad@contoso.com" }).label).toBe(
      "alice@contoso.com (a1.b2)",
    );
  });
});
