import { expect, test } from "vitest";
import { startLocalAzure } from "../azure/localAzure.ts";

test("ten thousand tenants start in less than two seconds, and the same seed gives the same tenants", async () => {
  const started = performance.now();
  const large = await startLocalAzure({ tenants: 10_000, seed: 3 });
  const seconds = (performance.now() - started) / 1000;
  const [same, other] = await Promise.all([
    startLocalAzure({ tenants: 50, seed: 3, accounts: 5 }),
    startLocalAzure({ tenants: 50, seed: 4 }),
  ]);
  try {
    expect(seconds).toBeLessThan(2);
    expect(large.description.tenants).toHaveLength(10_000);
    expect(same.description.accounts).toHaveLength(5);
    const names = (azure: typeof large): string[] =>
      azure.description.tenants.slice(0, 50).map(({ tenantId, displayName }) => `${tenantId} ${displayName}`);
    expect(names(same)).toEqual(names(large));
    expect(names(other)).not.toEqual(names(large));
  } finally {
    await Promise.all([large.close(), same.close(), other.close()]);
  }
});
