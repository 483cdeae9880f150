import { describe, expect, it } from "vitest";
import { clouds } from "../../../src/model/cloud.ts";
import {
  credentialOf,
  emptyDraft,
  newPrincipalOf,
  type PrincipalDraft,
  principalSteps,
  readClientId,
  readDay,
  readPath,
  readTenants,
} from "../../../src/ui/principalDraft.ts";
import { endingOf } from "../../../src/ui/principalEnd.ts";

const clientId = "6d9b1c6e-6f0b-4f0e-9d3e-0123456789ab";
const tenantId = "11111111-2222-4333-8444-555555555555";

const full: PrincipalDraft = {
  ...emptyDraft,
  cloud: clouds.public,
  clientId,
  tenants: tenantId,
  kind: "secret",
  secret: "s3cret",
};

describe("The steps of Add Service Principal", () => {
  it.each([
    ["secret", ["secret", "keep"]],
    ["certificate", ["path", "password", "keep"]],
    ["federation", ["path"]],
    ["deviceCode", []],
  ] as const)("ask for what a %s needs", (kind, steps) => {
    const begin = ["cloud", "clientId", "tenants", "kind"];
    expect(principalSteps({ ...emptyDraft, kind }, false)).toEqual([...begin, ...steps]);
    expect(principalSteps({ ...emptyDraft, kind }, true)).toEqual(["kind", ...steps]);
  });

  it("ask for the end of a secret only if it is kept", () => {
    expect(principalSteps({ ...full, keep: true }, false)).toContain("endsOn");
    expect(principalSteps({ ...full, keep: true, kind: "certificate" }, false)).not.toContain("endsOn");
  });

  it("up to the present one do not change with what it gives, whatever was entered", () => {
    for (const kind of ["secret", "certificate", "federation", "deviceCode"] as const) {
      for (const keep of [true, false]) {
        const steps = principalSteps({ ...emptyDraft, kind, keep }, false);
        expect(principalSteps({ ...emptyDraft, kind, keep: !keep }, false).slice(0, 6)).toEqual(
          steps.slice(0, 6),
        );
      }
    }
  });
});

describe("What is typed", () => {
  it("as tenants may be a list of any kind, and each tenant counts once", () => {
    const { tenants, strange } = readTenants(`${tenantId}, Fabrikam.com;\n{${tenantId}} fabrikam.com`);
    expect(tenants).toEqual([
      { kind: "id", tenantId },
      { kind: "domain", domain: "fabrikam.com" },
    ]);
    expect(strange).toEqual([]);
    expect(readTenants(" ,; ").tenants).toEqual([]);
    expect(readTenants("fabrikam.com, nonsense").strange).toEqual(["nonsense"]);
  });

  it("as a client ID is a GUID, however it was copied", () => {
    expect(readClientId(` {${clientId.toUpperCase()}} `)).toBe(clientId);
    expect(readClientId("pipelines")).toBeUndefined();
  });

  it("as a path begins at a root, with or without the quotes of Windows", () => {
    expect(readPath('"C:\\keys\\a b.pfx"')).toBe("C:\\keys\\a b.pfx");
    expect(readPath(" /keys/a.pem ")).toBe("/keys/a.pem");
    expect(readPath("\\\\server\\share\\a.pem")).toBe("\\\\server\\share\\a.pem");
    expect(readPath("keys/a.pem")).toBeUndefined();
    expect(readPath("/")).toBeUndefined();
  });

  it("as a day is one that exists", () => {
    expect(readDay(" 2027-01-31 ")).toBe(Date.UTC(2027, 0, 31, 23, 59, 59));
    expect(readDay("2027-02-30")).toBeUndefined();
    expect(readDay("31.1.2027")).toBeUndefined();
  });
});

describe("What is added", () => {
  it("is not kept unless it was asked for", () => {
    expect(newPrincipalOf(full, [tenantId])).toEqual({
      cloud: "public",
      clientId,
      tenantIds: [tenantId],
      credential: { kind: "secret", secret: "s3cret" },
      keepSecret: false,
    });
  });

  it("carries the end of a secret that is kept, and of no other", () => {
    const draft = { ...full, endsOn: "2027-01-31" };
    expect(newPrincipalOf({ ...draft, keep: true }, [tenantId])).toMatchObject({
      keepSecret: true,
      expiresAt: Date.UTC(2027, 0, 31, 23, 59, 59),
    });
    expect(newPrincipalOf(draft, [tenantId])).not.toHaveProperty("expiresAt");
  });

  it("takes nothing along of another kind of credential that was entered before", () => {
    const draft: PrincipalDraft = { ...full, path: "/a.pem", password: "p", keep: true };
    expect(credentialOf({ ...draft, kind: "federation" })).toEqual({ kind: "federation", path: "/a.pem" });
    expect(newPrincipalOf({ ...draft, kind: "federation" }, [tenantId])).toMatchObject({ keepSecret: false });
    expect(credentialOf({ ...draft, kind: "certificate", password: "" })).toEqual({
      kind: "certificate",
      path: "/a.pem",
    });
  });

  it("is a person with a code if there is no client ID, and nobody else", () => {
    const nobody = { ...full, clientId: "" };
    expect(newPrincipalOf(nobody, [tenantId])).toBeUndefined();
    expect(newPrincipalOf({ ...nobody, kind: "deviceCode" }, [tenantId])).toEqual({
      cloud: "public",
      tenantIds: [tenantId],
      credential: { kind: "deviceCode" },
      keepSecret: false,
    });
  });

  it("is nothing while something is missing", () => {
    expect(newPrincipalOf(full, [])).toBeUndefined();
    expect(newPrincipalOf({ ...full, secret: " " }, [tenantId])).toBeUndefined();
    expect(newPrincipalOf({ ...full, kind: "certificate" }, [tenantId])).toBeUndefined();
  });
});

describe("The end of a credential", () => {
  const day = 24 * 60 * 60_000;
  it("is warned of 14 days before", () => {
    expect(endingOf(undefined, 0)).toBeUndefined();
    expect(endingOf(14 * day + 1, 0)).toEqual({ kind: "far" });
    expect(endingOf(14 * day, 0)).toEqual({ kind: "soon", days: 14 });
    expect(endingOf(day - 1, 0)).toEqual({ kind: "soon", days: 0 });
    expect(endingOf(5, 5)).toEqual({ kind: "over" });
  });
});
