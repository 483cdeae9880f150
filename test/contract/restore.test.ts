import { expect } from "vitest";
import { alice, armScope, tenantWith, test } from "./contractTest.ts";

test("What was changed behind everybody's back is as at the start after a restore, as often as it is asked for", async ({
  azure,
  control,
}) => {
  const before = { azure: await control.description(), links: await control.links() };
  const settings = await control.changeSettings({});
  const tenantId = tenantWith(azure, "normal");
  const blocked = async (): Promise<boolean> =>
    (await control.signIn({ username: alice, tenantId, scope: armScope })).status !== 200;
  const [app] = azure.servicePrincipals;
  expect(app).toBeDefined();

  for (const partnerId of ["4567890", "5012345"]) {
    await control.clearLinks();
    await control.setLink({ tenantId, username: alice, partnerId });
    await control.setPolicy(tenantId, "blockedByConditionalAccess");
    await control.setName(tenantId, "=1+1");
    await control.setCredentials(app?.clientId ?? "", { clientSecret: "another", secretExpired: true });
    await control.changeSettings({ pageSize: 3, latencyMs: 1 });
    expect(await control.links()).toHaveLength(1);
    expect(await blocked()).toBe(true);
    const changed = (await control.description()).tenants.find((tenant) => tenant.tenantId === tenantId);
    expect(changed).toMatchObject({ displayName: "=1+1", policy: "blockedByConditionalAccess" });

    await control.restore();
    expect(await control.links()).toEqual(before.links);
    expect(await blocked()).toBe(false);
    expect(await control.description()).toEqual(before.azure);
    expect(await control.changeSettings({})).toEqual(settings);
  }
});
