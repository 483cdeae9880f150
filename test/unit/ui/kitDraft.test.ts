import { describe, expect, it } from "vitest";
import {
  emptyKitDraft,
  isTenantOf,
  type KitKind,
  kitSteps,
  kitTools,
  readScope,
} from "../../../src/ui/kitDraft.ts";

function steps(kind: KitKind): readonly string[] {
  return kitSteps({ ...emptyKitDraft, kind });
}

describe("Prepare a Service Principal", () => {
  it("asks for what each kind needs", () => {
    expect(steps("secret")).toEqual(["kind", "cloud", "tenant", "name", "scope", "tool"]);
    expect(steps("federation")).toEqual([
      "kind",
      "cloud",
      "tenant",
      "name",
      "scope",
      "issuer",
      "subject",
      "tool",
    ]);
    expect(steps("managedIdentity")).toEqual(["kind", "cloud", "tenant", "partnerId", "tool"]);
  });

  it("offers pipelines for a managed identity, because only there it can sign in", () => {
    expect(kitTools({ ...emptyKitDraft, kind: "managedIdentity" })).toEqual([
      "githubActions",
      "azureDevOps",
      "azureCli",
    ]);
    expect(kitTools({ ...emptyKitDraft, kind: "secret" })).toEqual(["azureCli", "powershell"]);
  });

  it("needs no tenant where the customer is signed in to one", () => {
    expect(isTenantOf({ ...emptyKitDraft, kind: "secret" }, " ")).toBe(true);
    expect(isTenantOf({ ...emptyKitDraft, kind: "managedIdentity" }, " ")).toBe(false);
    expect(isTenantOf({ ...emptyKitDraft, kind: "secret" }, "nonsense")).toBe(false);
    expect(isTenantOf({ ...emptyKitDraft, kind: "managedIdentity" }, "fabrikam.com")).toBe(true);
  });

  it("takes the ID of a subscription for the whole of it", () => {
    const id = "11111111-2222-4333-8444-555555555555";
    expect(readScope(` ${id} `)).toBe(`/subscriptions/${id}`);
    expect(readScope(`/subscriptions/${id}/resourceGroups/rg/`)).toBe(
      `/subscriptions/${id}/resourceGroups/rg`,
    );
    expect(readScope("")).toBe("");
  });
});
