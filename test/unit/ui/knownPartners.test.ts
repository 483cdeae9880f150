import { describe, expect, it } from "vitest";
import type { ChangePlan, RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepState } from "../../../src/model/journal.ts";
import type { Row } from "../../../src/model/row.ts";
import { rowId } from "../../../src/model/row.ts";
import { isStranger, partnerNameOf, recentPartnerIds } from "../../../src/ui/knownPartners.ts";
import { alice, tenant } from "../testing/fixtures.ts";

function run(purpose: ChangePlan["purpose"], partnerId: string, state: StepState, name?: string): RunRecord {
  const step = {
    identityId: alice.id,
    accountLabel: alice.label,
    tenantId: tenant(1).tenantId,
    tenantName: "Fabrikam",
    from: null,
    wanted: partnerId,
  };
  return {
    runId: partnerId as RunId,
    plan: { purpose, steps: [step] },
    startedAt: 1,
    steps: [{ step, state, after: partnerId, ...(name !== undefined && { afterName: name }) }],
  };
}

function linked(index: number, partnerId: string, partnerName?: string): Row {
  return {
    id: rowId(alice.id, tenant(index).tenantId),
    identityId: alice.id,
    tenant: tenant(index),
    knowledge: {
      kind: "linked",
      link: { partnerId, ...(partnerName !== undefined && { partnerName }) },
      at: 1,
    },
    attempt: { kind: "none" },
    mark: {},
  };
}

describe("Partner IDs that were used before", () => {
  it("are those that were linked, newest first, each once, without our own, at most five", () => {
    const runs = [
      run("link", "1", "changed", "One"),
      run("update", "2", "nothingToDo"),
      run("link", "1", "changed", "Old name"),
      run("link", "3", "failed"),
      run("undo", "4", "changed"),
      run("link", "5", "foundOther"),
      run("link", "6", "changed"),
      ...["7", "8", "9", "10"].map((id) => run("link", id, "changed")),
    ];
    expect(recentPartnerIds(runs, new Set(["6"]))).toEqual([
      { partnerId: "1", name: "One" },
      { partnerId: "2" },
      { partnerId: "7" },
      { partnerId: "8" },
      { partnerId: "9" },
    ]);
  });
});

describe("A partner that nobody has heard of", () => {
  const contoso = { partnerId: "4567890", partnerName: "Contoso Consulting" };
  const evil = { partnerId: "9090909", partnerName: "Evil" };

  it("is any ID but our own, once these are named", () => {
    expect(isStranger(contoso, new Set(["4567890"]), [])).toBe(false);
    expect(isStranger(evil, new Set(["4567890"]), [linked(1, "9090909", "Evil")])).toBe(true);
  });

  it("is another one than everywhere else, as long as our own are not named", () => {
    const rows = [linked(1, "4567890", "Contoso Consulting")];
    expect(isStranger(evil, new Set(), rows)).toBe(true);
    expect(isStranger(contoso, new Set(), rows)).toBe(false);
    expect(isStranger({ partnerId: "5012345", partnerName: "Contoso Consulting" }, new Set(), rows)).toBe(
      false,
    );
    expect(isStranger(evil, new Set(), [])).toBe(false);
  });

  it("is called as Azure calls it, else as the user does", () => {
    const own = [{ partnerId: "4567890", name: "Berlin" }];
    expect(partnerNameOf("4567890", own, [linked(1, "4567890", "Contoso Consulting")])).toBe(
      "Contoso Consulting",
    );
    expect(partnerNameOf("4567890", own, [linked(1, "4567890")])).toBe("Berlin");
    expect(partnerNameOf("1", own, [])).toBeUndefined();
  });
});
