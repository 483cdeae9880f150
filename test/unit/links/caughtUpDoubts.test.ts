import { describe, expect, it } from "vitest";
import { catchUpRows } from "../../../src/links/interruptedRows.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { RunRecord, StepRecord } from "../../../src/model/journal.ts";
import { rowId } from "../../../src/model/row.ts";
import { openScene, ours, planOf, step } from "../testing/changeScene.ts";
import { alice, tenant, TestClock } from "../testing/fixtures.ts";
import { kinds } from "../testing/memoryScene.ts";

describe("What is remembered as in doubt", () => {
  it("gives way to what the journal says was read at the end", () => {
    const clock = new TestClock();
    const store = new LinkStore(clock);
    store.setIdentities("vscode", [alice]);
    store.setTenants(alice.id, [tenant(1)]);
    const announcedAt = clock.now();
    clock.advance(30_000);
    store.begin(rowId(alice.id, tenant(1).tenantId), "link")?.doubt();
    const { snapshot } = store; // the window died before what came of it was remembered
    clock.advance(60_000);
    const endedAt = clock.now();
    const record: StepRecord = {
      step: step(1, null, ours),
      state: "changed",
      announcedAt,
      before: null,
      after: ours,
      endedAt,
    };
    const run: RunRecord = {
      runId: "1" as RunId,
      plan: planOf("link", [record.step]),
      startedAt: announcedAt,
      steps: [record],
      closed: { at: endedAt, how: "finished" },
    };
    clock.advance(60_000);
    const next = new LinkStore(clock);
    next.adopt(snapshot);
    next.setIdentities("vscode", [alice]);
    catchUpRows(next, [run]);
    expect(kinds(next)).toEqual(["linked/none"]);
    expect(next.rows[0]?.knowledge).toMatchObject({ link: { partnerId: ours }, at: endedAt });
  });
});

describe("A lost change after which somebody else put back what was there", () => {
  it("is not told as not applied", async () => {
    const { azure, window } = await openScene();
    azure.linked = "111111";
    azure.writeFaults = ["lostAfter"];
    azure.others = [undefined, undefined, "111111"]; // after our PATCH, before our read
    const result = await window.change("update", "111111", ours);
    expect(result).toMatchObject({ kind: "failed", error: { code: "notVerified" } });
    expect(window.run.steps).toMatchObject([{ state: "notVerified", before: "111111", after: "111111" }]);
  });

  it("is told as not applied where the link is the very same", async () => {
    const { azure, window } = await openScene();
    azure.linked = "111111";
    azure.writeFaults = ["lostBefore"];
    await window.change("update", "111111", ours);
    expect(window.run.steps).toMatchObject([{ state: "failed", after: "111111" }]);
  });
});
