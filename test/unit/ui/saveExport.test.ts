import { describe, expect, it, vi } from "vitest";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { rowId } from "../../../src/model/row.ts";
import { saveExport } from "../../../src/ui/saveExport.ts";
import { alice, bob, tenant, TestClock } from "../testing/fixtures.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...given: unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(given[Number(index)])),
  },
  window: { showSaveDialog: () => Promise.resolve({ path: "/tenants.csv" }) },
  workspace: { fs: { writeFile: () => Promise.resolve() } },
  Uri: { file: (path: string) => ({ path }), joinPath: (_base: unknown, name: string) => ({ path: name }) },
}));

/** The first tenants of Alice and the first of Bob; the lower ones are the same. */
async function told(alices: number, bobs: number): Promise<string> {
  const store = new LinkStore(new TestClock());
  store.setIdentities("vscode", [alice, bob]);
  const rows = [
    { identity: alice, count: alices },
    { identity: bob, count: bobs },
  ].flatMap(({ identity, count }) => {
    const tenants = Array.from({ length: count }, (_, index) => tenant(index));
    store.setTenants(identity.id, tenants);
    return tenants.map(({ tenantId }) => rowId(identity.id, tenantId));
  });
  const { words } = await saveExport(
    { store, ours: () => new Set() },
    { type: "export", seq: 1, format: "csv", rows, columns: ["tenant"] },
  );
  return words;
}

describe("What an export says", () => {
  it.each([
    [1, 0, "Exported 1 tenant to tenants.csv."],
    [3, 0, "Exported 3 tenants to tenants.csv."],
    [1, 1, "Exported 1 tenant in 2 rows to tenants.csv."],
    [5, 3, "Exported 5 tenants in 8 rows to tenants.csv."],
  ])("counts a tenant under two identities once: %i and %i are “%s”", async (alices, bobs, words) => {
    expect(await told(alices, bobs)).toBe(words);
  });
});
