import { beforeEach, expect, it, vi } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { type Row, rowId } from "../../../src/model/row.ts";
import { PageActs } from "../../../src/ui/pageActs.ts";
import type { PageParts } from "../../../src/ui/pageParts.ts";
import { PageTurns } from "../../../src/ui/pageTurns.ts";
import { alice, tenant, TestClock, TestLog } from "../testing/fixtures.ts";

const told = vi.hoisted(() => [] as string[]);
vi.mock("vscode", () => ({ l10n: { t: (text: string) => text } }));
vi.mock("../../../src/ui/tellWorkspaceSettings.ts", () => ({
  tellOfWorkspaceSettings: (prefix: string) => told.push(prefix),
}));
vi.mock("../../../src/ui/confirmChange.ts", () => ({ confirmChange: () => Promise.resolve(false) }));
vi.mock("../../../src/platform/ownPartnerIds.ts", () => ({ readOwnPartnerIds: () => [] }));

const row: Row["id"] = rowId(alice.id, tenant(1).tenantId);

function acts(): PageActs {
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice]);
  store.setTenants(alice.id, [tenant(1)]);
  const changes = { run: () => Promise.reject(new Error("It is enough that it is asked.")) };
  const others = { journal: { runs: [] }, ours: () => new Set(), turns: new PageTurns() };
  return new PageActs({ store, changes, log: new TestLog(), ...others } as unknown as PageParts, () => {});
}

beforeEach(() => {
  told.length = 0;
});

it.each(["link", "update"] as const)(
  "Before a page's %s, the person hears of a workspace that sets a partner ID",
  (verb) => {
    acts().run({ type: "write", seq: 1, verb, row, partnerId: "4567890" });
    expect(told).toEqual(["partnerAdminLink."]);
  },
);

it("Before a page's removal, nothing is told: no partner ID is chosen", () => {
  acts().run({ type: "remove", seq: 1, row });
  expect(told).toEqual([]);
});
