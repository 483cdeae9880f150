import { describe, expect, it, vi } from "vitest";
import type { RunId } from "../../../src/model/change.ts";
import type { Row } from "../../../src/model/row.ts";
import { rowId } from "../../../src/model/row.ts";
import { runItem } from "../../../src/ui/historyItems.ts";
import { pageRow } from "../../../src/ui/pageRow.ts";
import { reasonWords } from "../../../src/ui/reasonWords.ts";
import { rowText } from "../../../src/ui/rowText.ts";
import { ours, planOf, step } from "../testing/changeScene.ts";
import { alice, tenant } from "../testing/fixtures.ts";

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  env: { language: "en" },
  ThemeIcon: vi.fn<() => void>(),
  ThemeColor: vi.fn<() => void>(),
  TreeItemCollapsibleState: {},
}));

const linked: Row = {
  id: rowId(alice.id, tenant(1).tenantId),
  identityId: alice.id,
  tenant: tenant(1),
  knowledge: { kind: "linked", link: { partnerId: "4567890" }, at: 1000 },
  attempt: { kind: "none" },
  mark: {},
};
const none: ReadonlySet<string> = new Set();

describe("A row of which another window said otherwise", () => {
  it("says so in few words, in the tree and in pages", () => {
    const row: Row = { ...linked, elsewhere: true };
    expect(rowText(row, none).description).toMatch(/ · changed in another window$/);
    expect(pageRow(row, alice, none).attempt).toBe("changed in another window");
    expect(rowText(linked, none).description).not.toContain("window");
    expect(pageRow(linked, alice, none)).not.toHaveProperty("attempt");
  });

  it("says first what is being tried, and nothing of it where nothing is known", () => {
    const busy: Row = { ...linked, elsewhere: true, attempt: { kind: "running", work: "check" } };
    expect(pageRow(busy, alice, none).attempt).toBe("checking…");
    const unknown: Row = { ...linked, elsewhere: true, knowledge: { kind: "nothing" } };
    expect(rowText(unknown, none).description).not.toContain("window");
  });
});

describe("A time that a wrong clock told", () => {
  it.each([0, Date.now() + 3 * 24 * 3_600_000])("is not told (%i)", (at) => {
    expect(pageRow({ ...linked, knowledge: { kind: "notLinked", at } }, alice, none)).not.toHaveProperty(
      "checkedAt",
    );
    expect(reasonWords({ code: "mfaNeeded", at })).not.toContain("(");
    expect(reasonWords({ code: "mfaNeeded", at: 1000 })).toContain("(");
  });

  it("is no age of a change, either", () => {
    const run = { runId: "run" as RunId, plan: planOf("link", [step(1, null, ours)]), steps: [] };
    const described = (startedAt: number): unknown =>
      runItem({ ...run, startedAt }, { state: "changed", undoable: false }).description;
    expect(described(Date.now())).toMatch(/ · now · /);
    expect(described(Date.now() + 3 * 24 * 3_600_000)).not.toContain("now");
  });
});
