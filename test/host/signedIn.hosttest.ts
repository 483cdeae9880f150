import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { DescribedTenant } from "../azure/description.ts";
import type { TenantPolicy } from "../azure/world/model.ts";
import { ControlClient } from "../azure/controlClient.ts";

const arm = "https://management.azure.com";
const scope = "https://management.core.windows.net//.default";
const challenge = `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}')}"`;

describe("A person who is signed in before the tests start", () => {
  const control = new ControlClient(process.env["PAL_CONTROL_URL"] ?? "");

  async function tenantOf(policy: TenantPolicy): Promise<DescribedTenant> {
    const { tenants } = await control.description();
    const tenant = tenants.find((tenant) => tenant.policy === policy);
    assert.ok(tenant, `the local Azure has no tenant of policy ${policy}`);
    return tenant;
  }

  async function silentSession(policy: TenantPolicy): Promise<vscode.AuthenticationSession | undefined> {
    const { tenantId } = await tenantOf(policy);
    const [account] = await vscode.authentication.getAccounts("microsoft");
    assert.equal(account?.label, "alice@contoso.example");
    return vscode.authentication.getSession("microsoft", [scope, `VSCODE_TENANT:${tenantId}`], {
      account,
      silent: true,
    });
  }

  it("has a token that Azure accepts, without being asked", async () => {
    const session = await silentSession("normal");
    const response = await fetch(`${arm}/tenants?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${session?.accessToken}` },
    });
    assert.equal(response.status, 200);
  });

  it("has none for a tenant that wants a second factor", async () => {
    assert.equal(await silentSession("mfaToSignIn"), undefined);
  });

  it("has none that meets a demand for more claims", async () => {
    const { tenantId } = await tenantOf("mfaOnWrites");
    const [account] = await vscode.authentication.getAccounts("microsoft");
    assert.ok(account);
    const request = {
      wwwAuthenticate: challenge,
      fallbackScopes: [scope, `VSCODE_TENANT:${tenantId}`],
    };
    assert.equal(
      await vscode.authentication.getSession("microsoft", request, { account, silent: true }),
      undefined,
    );
  });
});
