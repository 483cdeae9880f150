import { describe, expect, it } from "vitest";
import { IdentitySources } from "../../../src/identity/identitySources.ts";
import { createIdentity, type Identity, type IdentitySource } from "../../../src/model/identity.ts";
import type { IdentitySourcePort } from "../../../src/model/ports.ts";
import { accessToken, alice } from "../testing/fixtures.ts";

const robot = createIdentity({
  source: "servicePrincipal",
  cloud: "usGovernment",
  accountId: alice.accountId, // the same id in two sources is two identities
  label: "robot",
});

/** A source with one identity, that writes down what it is asked. */
function sourceOf(name: IdentitySource, identity: Identity, asked: string[]): IdentitySourcePort {
  const note = (what: string): void => void asked.push(`${name}: ${what}`);
  return {
    list: () => Promise.resolve([identity]),
    silentToken: (_identity, tenantId) => {
      note(`silent ${tenantId}`);
      return Promise.resolve(accessToken(name));
    },
    interactiveToken: (_identity, tenantId) => {
      note(`interactive ${tenantId}`);
      return Promise.resolve(accessToken(name));
    },
    signIn: (_request, someone) => {
      note(`sign in ${someone?.label}`);
      return Promise.resolve();
    },
    ...(name === "servicePrincipal" && { namedTenants: () => ["t"] }),
  };
}

describe("All sources together", () => {
  it("list everybody, and ask each identity's own source", async () => {
    const asked: string[] = [];
    const sources = new IdentitySources({
      vscode: sourceOf("vscode", alice, asked),
      servicePrincipal: sourceOf("servicePrincipal", robot, asked),
    });
    expect(await sources.list()).toEqual([alice, robot]);
    expect(alice.id).not.toBe(robot.id);
    expect((await sources.silentToken(alice, "1"))?.token).toBe("vscode");
    expect((await sources.silentToken(robot, "2"))?.token).toBe("servicePrincipal");
    expect((await sources.interactiveToken(robot, "3", { detail: "" })).token).toBe("servicePrincipal");
    await sources.signIn({ detail: "" }, robot);
    await sources.signIn({ detail: "" }); // VS Code asks for an account
    expect(asked).toEqual([
      "vscode: silent 1",
      "servicePrincipal: silent 2",
      "servicePrincipal: interactive 3",
      "servicePrincipal: sign in robot",
      "vscode: sign in undefined",
    ]);
    expect([sources.namedTenants(alice), sources.namedTenants(robot)]).toEqual([[], ["t"]]);
  });

  it("give no list if one of them has none: nobody is taken for signed out", async () => {
    const broken = { ...sourceOf("vscode", alice, []), list: () => Promise.reject(new Error("not ready")) };
    const sources = new IdentitySources({
      vscode: broken,
      servicePrincipal: sourceOf("servicePrincipal", robot, []),
    });
    await expect(sources.list()).rejects.toThrow("not ready");
  });
});
