import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Row } from "../../src/model/row.ts";
import { learntAt } from "../../src/model/snapshot.ts";
import type { FaultInput } from "../azure/wire/fault.ts";
import { assertGolden } from "./assertGolden.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { nodeReport } from "./rowReport.ts";
import { check, rowBecomes, rowOf } from "./rows.ts";

const control = localAzureControl();
const linked = "Adatum Corporation";
const other = "Fourth Coffee";

describe("An Azure that makes us wait", () => {
  beforeEach(async () => {
    await vscode.commands.executeCommand(commandIds.refresh);
    await control.forgetRequests();
  });

  afterEach(() => control.clearFaults());

  it("is waited for as long as it says, is asked once more, and all is well", async () => {
    const app = await extensionApp();
    const row = rowOf(app, linked);
    await addFault(row, { status: 429, count: 1, headers: { "retry-after": "1" } });
    const begun = Date.now();
    const checked = check(row);
    await rowBecomes(app, row, isWaiting);
    await assertGolden("bad-waits-waiting", await nodeReport(app, { kind: "row", rowId: row.id }));
    await checked;
    assert.ok(Date.now() - begun >= 950, "it did not wait");
    assert.equal(await readsOf(row), 2);
    assert.equal(app.store.row(row.id)?.attempt.kind, "none");
  });

  it("is called busy when it asks to wait again, and what is known stays", async () => {
    const app = await extensionApp();
    const { memory, sweep } = await app.loadParts();
    await memory.forget();
    await sweep.list();
    await check(rowOf(app, linked));
    const rows = [rowOf(app, linked), rowOf(app, other)];
    for (const row of rows) {
      await addFault(row, { status: 429, headers: { "retry-after": "1" } });
    }
    await Promise.all(rows.map(check));
    const reports = await Promise.all(rows.map(({ id }) => nodeReport(app, { kind: "row", rowId: id })));
    await assertGolden("bad-waits-busy", reports.join("\n"));
    assert.deepEqual(app.store.row(rowOf(app, linked).id)?.knowledge, rows[0]?.knowledge);
  });

  for (const [header, seconds] of [
    ["999999999", 60],
    ["3600", 60],
    ["soon", 5],
    ["-1", 5],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 5],
    [undefined, 5],
  ] as const) {
    it(`is waited for ${seconds} s at most when it says ${header ?? "nothing"}; others go on, Stop ends it`, async () => {
      const app = await extensionApp();
      const row = rowOf(app, linked);
      await addFault(row, {
        status: 429,
        ...(header !== undefined && { headers: { "retry-after": header } }),
      });
      const checked = check(row);
      const waiting = await rowBecomes(app, row, isWaiting);
      assert.ok(waiting.attempt.kind === "waiting");
      const left = waiting.attempt.until - Date.now();
      assert.ok(left > (seconds - 2) * 1000 && left <= seconds * 1000, `it waits ${left} ms`);

      const free = rowOf(app, other);
      void check(free);
      await rowBecomes(app, free, (now) => learntAt(now) > learntAt(free));

      await vscode.commands.executeCommand(commandIds.stop);
      await checked;
      assert.deepEqual(app.store.row(row.id), row, "the row is not as it was");
      assert.equal(await readsOf(row), 1);
    });
  }

  it("is given up when it never answers and the user stops; a late answer changes nothing", async () => {
    const app = await extensionApp();
    const row = rowOf(app, linked);
    for (const fault of [{ stall: true }, { delayMs: 500, status: 404, code: "NotFound" }] as const) {
      await addFault(row, { ...fault, count: 1 });
      await control.forgetRequests();
      const checked = check(row);
      await rowBecomes(app, row, ({ attempt }) => attempt.kind === "running");
      while ((await readsOf(row)) === 0) {
        // the request is on its way
      }
      await vscode.commands.executeCommand(commandIds.stop);
      await checked;
      assert.deepEqual(app.store.row(row.id), row);
    }
    while ((await control.requests()).every(({ status }) => status === 0)) {
      // the late answer is on its way
    }
    assert.deepEqual(app.store.row(row.id), row);
    await check(row);
    assert.equal(app.store.row(row.id)?.knowledge.kind, "linked");
  });

  it("does not keep a sweep from checking all other tenants, and none of them is asked twice", async () => {
    const app = await extensionApp();
    const row = rowOf(app, linked);
    await addFault(row, { status: 429, count: 1, headers: { "retry-after": "1" } });
    await vscode.commands.executeCommand(commandIds.checkAll);
    const reads = (await control.requests()).filter(({ path }) => path.endsWith("/partners"));
    const others = reads.filter(({ tenantId }) => tenantId !== row.tenant.tenantId);
    assert.equal(new Set(others.map(({ tenantId }) => tenantId)).size, others.length);
    assert.ok(others.length > 20);
    assert.equal(reads.length, others.length + 2);
    const isThrottled = ({ tenantId }: (typeof reads)[number]): boolean => tenantId === row.tenant.tenantId;
    const between = reads.findLastIndex(isThrottled) - reads.findIndex(isThrottled) - 1;
    assert.ok(between > 5, `while one tenant had to wait, only ${between} others were read`);
  });
});

function isWaiting({ attempt }: Row): boolean {
  return attempt.kind === "waiting";
}

async function addFault(row: Row, fault: FaultInput): Promise<void> {
  await control.addFault({ count: 0, ...fault, tenantId: row.tenant.tenantId, path: "/providers" });
}

async function readsOf(row: Row): Promise<number> {
  const requests = await control.requests();
  return requests.filter(({ part, tenantId }) => part === "arm" && tenantId === row.tenant.tenantId).length;
}
