import assert from "node:assert/strict";
import { localAzureControl, extensionApp } from "./extensionApp.ts";

describe("A service principal", () => {
  it("is added with its secret, checked like an account, and forgotten with all that was kept", async () => {
    const { store, loadParts } = await extensionApp();
    const { principals, lister, sweep } = await loadParts();
    const { servicePrincipals } = await localAzureControl().description();
    const [app] = servicePrincipals;
    assert.ok(app);
    const identity = await principals.add({
      cloud: "public",
      clientId: app.clientId,
      tenantIds: [app.tenantId],
      label: "pipelines",
      credential: { kind: "secret", secret: app.clientSecret },
      keepSecret: true,
    });
    try {
      await lister.listIdentities();
      await sweep.listAndCheck(identity.id);
      const rows = store.rowsOf(identity.id);
      assert.deepEqual(
        rows.map(({ tenant, knowledge }) => [tenant.tenantId, tenant.kind, knowledge.kind]),
        [[app.tenantId, "home", "notLinked"]],
      );
      assert.equal(principals.principals[0]?.keepsSecret, true);
    } finally {
      await principals.forget(identity.id);
      await lister.listIdentities();
    }
    assert.deepEqual(store.rowsOf(identity.id), []);
    assert.deepEqual(principals.principals, []);
  });

  it("with a wrong secret is not added, and Microsoft's reason is known", async () => {
    const { loadParts } = await extensionApp();
    const { principals } = await loadParts();
    const [app] = (await localAzureControl().description()).servicePrincipals;
    assert.ok(app);
    const adding = principals.add({
      cloud: "public",
      clientId: app.clientId,
      tenantIds: [app.tenantId],
      credential: { kind: "secret", secret: "wrong" },
      keepSecret: true,
    });
    await assert.rejects(adding, { code: "credentialRefused" });
    assert.deepEqual(principals.principals, []);
  });
});
