import { expect, it } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TenantLister } from "../../../src/links/tenantLister.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { PalError } from "../../../src/model/palError.ts";
import type { ArmCall, ArmPort, IdentitySourcePort } from "../../../src/model/ports.ts";
import { accessToken, alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";
import { ModelArm } from "../testing/modelArm.ts";

it("A token that Azure refused for the list is not sent again", async () => {
  const clock = new TestClock();
  const store = new LinkStore(clock);
  const tokens = ["refused", "accepted"].map((token) => accessToken(token));
  const source: IdentitySourcePort = {
    list: () => Promise.resolve([alice]),
    silentToken: () => Promise.resolve(tokens.shift()),
    interactiveToken: () => Promise.reject(new Error("A list must never prompt.")),
    signIn: () => Promise.reject(new Error("A list must never prompt.")),
  };
  const arm: ArmPort = Object.assign(new ModelArm(), {
    listTenants: ({ token }: ArmCall) =>
      token.token === "accepted"
        ? Promise.resolve([tenant(1)])
        : Promise.reject(new PalError("unauthorized", { status: 401 })),
  });
  const gate = new TokenGate(source, clock);
  const lister = new TenantLister({ source, gate, arm, store, log: new TestLog() });

  await lister.list(() => false);
  expect(store.identities).toMatchObject([{ listing: { kind: "failed", error: { code: "unauthorized" } } }]);
  await lister.list(() => false);
  expect(store.identities).toMatchObject([{ listing: { kind: "listed" } }]);
});
