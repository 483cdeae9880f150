import { beforeEach, expect, it, vi } from "vitest";
import type { CommandParts } from "../../../src/commands/commandParts.ts";
import { signInToTenant } from "../../../src/commands/signInToTenant.ts";
import type { CloudName } from "../../../src/model/cloud.ts";
import { createIdentity, type Identity } from "../../../src/model/identity.ts";
import { PalError } from "../../../src/model/palError.ts";
import { rowId } from "../../../src/model/row.ts";
import { TestLog, tenant } from "../testing/fixtures.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));
const told: string[] = vi.hoisted(() => []);
vi.mock("../../../src/ui/showError.ts", () => ({
  showError: async (what: string, { message }: Error) => void told.push(what, message),
}));
/** What happens when the person confirms the endpoints of a custom cloud. */
const confirming = vi.hoisted(() => ({ error: undefined as Error | undefined }));
vi.mock("../../../src/commands/principals.ts", () => ({
  askWhereToSignIn: async () => {
    throw confirming.error;
  },
}));

const principal = { source: "servicePrincipal", label: "pipelines" } as const;

beforeEach(() => void told.splice(0));

/** Signs in to a tenant, which ends with this error; gives how the row's work ended. */
async function failing(cloud: CloudName, error: Error): Promise<readonly unknown[]> {
  const identity: Identity = createIdentity({ ...principal, cloud, accountId: "1" });
  const id = rowId(identity.id, tenant(1).tenantId);
  const knowledge = { kind: "nothing" };
  const row = {
    id,
    identityId: identity.id,
    tenant: tenant(1),
    knowledge,
    attempt: { kind: "none" },
    mark: {},
  };
  const failed: unknown[] = [];
  const parts = {
    store: {
      row: () => row,
      rows: [row],
      identity: () => identity,
      begin: () => ({ fail: (reason: unknown) => failed.push(reason) }),
    },
    gate: { interactive: () => Promise.reject(error) },
    delegationReader: { challengeOf: () => undefined },
    log: new TestLog(),
    clouds: {},
    source: {},
  } as unknown as CommandParts;
  await signInToTenant(parts, { argument: { kind: "row", rowId: id } });
  return failed;
}

it("A service principal that cannot be reached is not said to have no access", async () => {
  const error = new PalError("unreachable");
  expect(await failing("public", error)).toEqual([error]);
  expect(told).toEqual([expect.stringMatching(/^pipelines could not sign in to .+\.$/), error.message]);
});

it("A confirmation that cannot be stored is told like every other reason", async () => {
  confirming.error = new PalError("unexpected", {}, new Error("disk full"));
  expect(await failing("custom:management.rig.test", confirming.error)).toEqual([]);
  expect(told).toEqual([expect.stringMatching(/could not sign in to/), confirming.error.message]);
});
