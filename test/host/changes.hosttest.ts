import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import type { ChangePlan } from "../../src/model/change.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Row } from "../../src/model/row.ts";
import { rowLabel } from "../../src/model/row.ts";
import { assertGolden } from "./assertGolden.ts";
import { type Dialogs, withAnswers } from "./dialogAnswers.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { rowOf } from "./rows.ts";

const control = localAzureControl();
const label = "Relecloud";
const link = { partnerId: "4567890" };

/** All messages of a test, with what differs from run to run replaced. */
function told({ shown }: Dialogs): string {
  return shown
    .join("\n──\n")
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2}\s[AP]M/gu, "<time>");
}

async function writes(): Promise<string[]> {
  const requests = await control.requests();
  return requests
    .filter(({ part, method }) => part === "arm" && method !== "GET" && method !== "POST")
    .map(({ method, path, status }) => `${method} ${path.split("/").at(-1) ?? ""} ${status}`);
}

/** Presses Enter in the box that opens. */
async function acceptBox(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
}

function nobodyIsAsked(): Promise<never> {
  return Promise.reject(new Error("nobody is asked here"));
}

describe("Changing a link", () => {
  let parts: CommandParts;
  let row: Row;

  before(async () => {
    const app = await extensionApp();
    parts = await app.loadParts();
    await vscode.commands.executeCommand(commandIds.refresh);
    row = rowOf(app, label);
  });

  beforeEach(async () => {
    await control.clearFaults();
    await control.forgetRequests();
  });

  after(async () => {
    await removeBehind();
    await parts.journal.forget();
  });

  const linkedId = (): string | undefined => {
    const known = parts.store.row(row.id)?.knowledge;
    return known?.kind === "linked" ? known.link.partnerId : undefined;
  };
  const planOf = (
    purpose: ChangePlan["purpose"],
    from: string | null,
    wanted: string | null,
  ): ChangePlan => ({
    purpose,
    steps: [
      {
        identityId: row.identityId,
        accountLabel: "alice@contoso.example",
        tenantId: row.tenant.tenantId,
        tenantName: rowLabel(row),
        from,
        wanted,
      },
    ],
  });

  /** Removes the link without a word. */
  const removeBehind = async (): Promise<void> => {
    await parts.changes.run(planOf("remove", linkedId() ?? null, null), { signIn: nobodyIsAsked });
  };

  it("from outside is confirmed, and whoever does not agree changes nothing", async () => {
    await withAnswers([], async (dialogs) => {
      const asked = vscode.commands.executeCommand(commandIds.link, {
        tenantId: row.tenant.tenantId,
        ...link,
      });
      await acceptBox();
      await asked;
      await assertGolden("change-foreign", told(dialogs));
    });
    assert.deepEqual(await writes(), []);
    assert.equal(linkedId(), undefined);
  });

  it("is told in words from link to undo, and each is journaled", async () => {
    await withAnswers(["Link"], async (dialogs) => {
      const asked = vscode.commands.executeCommand(commandIds.link, {
        tenantId: row.tenant.tenantId,
        ...link,
      });
      await acceptBox();
      await asked;
      dialogs.shown.shift();
      await assertGolden("change-linked", told(dialogs));
    });
    assert.equal(linkedId(), "4567890");

    await withAnswers(["Remove"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.remove, parts.tree.ownNode(row.id));
      await assertGolden("change-removed", told(dialogs));
    });
    assert.equal(linkedId(), undefined);

    const [removed] = parts.journal.runs;
    await withAnswers(["Undo"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.undo, { runId: removed?.runId });
      await assertGolden("change-undone", told(dialogs));
    });
    assert.equal(linkedId(), "4567890");
    assert.deepEqual(await writes(), ["PUT 4567890 200", "DELETE 4567890 200", "PUT 4567890 200"]);
    assert.deepEqual(
      parts.journal.runs.slice(0, 3).map(({ plan, closed }) => [plan.purpose, closed?.how]),
      [
        ["undo", "finished"],
        ["remove", "finished"],
        ["link", "finished"],
      ],
    );
  });

  it("is not undone when the tenant was changed in between, which is said", async () => {
    const done = parts.journal.runs.find(({ plan }) => plan.purpose === "undo");
    await control.setLink({
      tenantId: row.tenant.tenantId,
      username: "alice@contoso.example",
      partnerId: "5012345",
    });
    await withAnswers(["Undo"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.undo, { runId: done?.runId });
      dialogs.shown.shift();
      await assertGolden("change-not-undone", told(dialogs));
    });
    assert.equal(linkedId(), "5012345");
    assert.deepEqual(await writes(), []);
  });

  it("is not undone either when the link was changed there and back, which is said", async () => {
    const done = parts.journal.runs.find(
      ({ plan, steps }) => plan.purpose === "undo" && steps[0]?.state === "changed",
    );
    const alice = { tenantId: row.tenant.tenantId, username: "alice@contoso.example" };
    await control.setLink({ ...alice, partnerId: "4567890" });
    await withAnswers(["Undo"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.undo, { runId: done?.runId });
      dialogs.shown.shift();
      await assertGolden("change-not-undone-newer", told(dialogs));
    });
    assert.equal(linkedId(), "4567890");
    assert.deepEqual(await writes(), []);
    await control.setLink({ ...alice, partnerId: "5012345" });
  });

  it("offers to change another ID that was found, and does so only when that is agreed to", async () => {
    await withAnswers(["Link", "Change…", "Change"], async (dialogs) => {
      const asked = vscode.commands.executeCommand(commandIds.link, {
        tenantId: row.tenant.tenantId,
        ...link,
      });
      await acceptBox();
      await asked;
      await eventually(linkedId, (id) => id === "4567890");
      await eventually(
        () => dialogs.shown.length,
        (count) => count === 4,
      );
      dialogs.shown.shift();
      await assertGolden("change-found-other", told(dialogs));
    });
    assert.deepEqual(await writes(), ["PATCH 4567890 200"]);
  });

  it("says what to do where nothing is linked to be changed", async () => {
    await withAnswers(["Remove"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.remove, parts.tree.ownNode(row.id));
      dialogs.shown.length = 0;
      await vscode.commands.executeCommand(commandIds.update, parts.tree.ownNode(row.id));
      await vscode.commands.executeCommand(commandIds.remove, parts.tree.ownNode(row.id));
      await assertGolden("change-nothing-linked", told(dialogs));
    });
    assert.deepEqual(await writes(), ["DELETE 4567890 200"]);
  });

  it("that was interrupted says how it stands only when asked, and goes on only when told to", async () => {
    const log = await parts.journal.begin(planOf("link", null, "4567890"));
    await log.write({ type: "writing", step: 0, verb: "PUT", partnerId: "4567890", before: null });
    await control.forgetRequests();
    await withAnswers([], async () => {
      log.release();
      await eventually(
        () => parts.journal.interrupted.length,
        (count) => count === 1,
      );
    });
    assert.deepEqual(await control.requests(), []);
    const node = { runId: log.runId };
    await withAnswers([], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.seeHowItStands, node);
      await assertGolden("change-interrupted", told(dialogs));
    });
    assert.deepEqual(await writes(), []);
    assert.equal(parts.journal.interrupted.length, 1);

    await withAnswers(["Resume"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.resume, node);
      dialogs.shown.shift();
      await assertGolden("change-resumed", told(dialogs));
    });
    assert.equal(linkedId(), "4567890");
    assert.equal(parts.journal.interrupted.length, 0);
  }).timeout(150_000); // what may be on its way is waited for

  it("that was interrupted after it was done is undone when told to", async () => {
    await removeBehind(); // before it: a later run would be the one to undo
    const log = await parts.journal.begin(planOf("remove", "4567890", null));
    await log.write({ type: "writing", step: 0, verb: "DELETE", partnerId: "4567890", before: "4567890" });
    await withAnswers([], async () => {
      log.release();
      await eventually(
        () => parts.journal.interrupted.length,
        (count) => count === 1,
      );
    });
    // There is nothing to be gone on with, and still something to choose.
    await withAnswers([], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.resume, { runId: log.runId });
      assert.match(told(dialogs), /it was done\..*\[Leave As Is\]/s);
    });
    await withAnswers(["Undo What Was Done"], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.undoDone, { runId: log.runId });
      await assertGolden("change-interrupted-undone", told(dialogs));
    });
    assert.equal(linkedId(), "4567890");
  });

  it("that was interrupted and is over meanwhile is told so", async () => {
    await withAnswers([], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.leaveAsIs, { runId: "gone" });
      assert.match(told(dialogs), /not interrupted any more/);
    });
  });

  it("explains which partner ID is wanted", async () => {
    await withAnswers([], async (dialogs) => {
      await vscode.commands.executeCommand(commandIds.whichPartnerId);
      await assertGolden("which-partner-id", told(dialogs));
    });
  });
});
