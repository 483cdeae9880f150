import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Identity } from "../../src/model/identity.ts";
import type { Row } from "../../src/model/row.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { nodeReport } from "./rowReport.ts";

const control = localAzureControl();
const day = 24 * 60 * 60_000;

/** Answers the boxes that ask for a text; gives what they said. */
async function withTyped(typed: string, act: () => Thenable<unknown>): Promise<vscode.InputBoxOptions[]> {
  const window = vscode.window as { showInputBox: unknown };
  const original = window.showInputBox;
  const asked: vscode.InputBoxOptions[] = [];
  window.showInputBox = (options: vscode.InputBoxOptions) => {
    asked.push(options);
    return Promise.resolve(typed);
  };
  try {
    await act();
  } finally {
    window.showInputBox = original;
  }
  return asked;
}

describe("A service principal in the tree", () => {
  let app: App;
  let parts: CommandParts;
  let identity: Identity;
  let clientSecret: string;

  const node = () => ({ kind: "identity" as const, identityId: identity.id });
  const row = (): Row => {
    const [first] = app.store.rowsOf(identity.id);
    assert.ok(first);
    return first;
  };
  const linkedId = (): string | undefined => {
    const { knowledge } = row();
    return knowledge.kind === "linked" ? knowledge.link.partnerId : undefined;
  };
  const add = async (expiresAt?: number): Promise<void> => {
    // The last one, so that no other test links it.
    const found = (await control.description()).servicePrincipals.at(-1);
    assert.ok(found);
    ({ clientSecret } = found);
    identity = await parts.principals.add({
      cloud: "public",
      clientId: found.clientId,
      tenantIds: [found.tenantId],
      label: "pipelines",
      credential: { kind: "secret", secret: clientSecret },
      keepSecret: false,
      ...(expiresAt !== undefined && { expiresAt }),
    });
    await parts.lister.listIdentities();
    await parts.sweep.listAndCheck(identity.id);
  };

  before(async () => {
    app = await extensionApp();
    parts = await app.loadParts();
    await add();
  });

  after(async () => {
    await parts.principals.forgetAll();
    await parts.lister.listIdentities();
    await parts.journal.forget();
  });

  it("is a root of its own, looks different from an account, and has a menu of its own", async () => {
    const report = await nodeReport(app, node());
    assert.match(report, /^\[key\] pipelines \| 0 of 1 linked, 1 needs you \| principal\.listed$/m);
    assert.match(report, /says: pipelines\. 0 of 1 linked, 1 needs you\. Service principal$/m);
    assert.match(report, /tooltip: Nothing secret of it is kept\./);
    assert.doesNotMatch(report, /Accounts menu/);
  });

  it("is warned of when its credential ends soon, and when it is over", async () => {
    await add(Date.now() + 3 * day + 1000);
    assert.match(
      await nodeReport(app, node()),
      /^\[warning\] pipelines \| credential ends in 3 days · .* \| principal\.ends$/m,
    );
    await add(Date.now() - day);
    const over = await nodeReport(app, node());
    assert.match(over, /^\[warning\] pipelines \| credential ended · /m);
    assert.match(over, /tooltip: The credential ended on .*\. Renew it\./);
    await add(Date.now() + 30 * day);
    assert.match(
      await nodeReport(app, node()),
      /^\[key\] pipelines \| 0 of 1 linked, 1 needs you \| principal\.listed$/m,
    );
  });

  it("is linked, changed, undone and removed like an account, without a question for a sign-in", async () => {
    const { tenantId } = row().tenant;
    const change = async (command: string, button: string, partnerId?: string): Promise<string[]> =>
      withAnswers([button], async ({ shown }) => {
        const given = { identityId: identity.id, tenantId, ...(partnerId !== undefined && { partnerId }) };
        const done = vscode.commands.executeCommand(command, given);
        const enter = setInterval(() => {
          void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        }, 200);
        await done;
        clearInterval(enter);
        return [...shown];
      });

    const linked = await change(commandIds.link, "Link", "4567890");
    assert.match(linked[0] ?? "", /pipelines/);
    assert.equal(linkedId(), "4567890");
    await change(commandIds.update, "Change", "6001002");
    assert.equal(linkedId(), "6001002");
    const [last] = parts.journal.runs;
    assert.ok(last);
    await withAnswers(["Undo", "Undo"], async ({ shown }) => {
      await vscode.commands.executeCommand(commandIds.undo, { runId: last.runId });
      assert.match(shown[0] ?? "", /pipelines/);
    });
    assert.equal(linkedId(), "4567890");
    await change(commandIds.remove, "Remove");
    assert.equal(linkedId(), undefined);
  });

  it("is asked for its secret again where Entra refuses the old one: the box names principal, tenant and reason", async () => {
    const { tenantId } = row().tenant;
    const { clientId } = parts.principals.principals[0] ?? {};
    await control.setCredentials(clientId ?? "", { clientSecret: "another-secret" });
    try {
      const asked = await withTyped("another-secret", () =>
        vscode.commands.executeCommand(commandIds.signInToTenant, { kind: "row", rowId: row().id }),
      );
      assert.equal(asked.length, 1);
      assert.equal(asked[0]?.title, "pipelines");
      assert.equal(asked[0]?.password, true);
      assert.match(
        asked[0]?.prompt ?? "",
        new RegExp(`^pipelines reads the partner link in .*tenant ${tenantId}`),
      );
      assert.equal(row().attempt.kind, "none");
    } finally {
      await control.setCredentials(clientId ?? "", { clientSecret });
    }
  });

  it("gets a name of the user's own", async () => {
    await withTyped("deployments", () => vscode.commands.executeCommand(commandIds.rename, node()));
    await eventually(
      () => app.tree.getTreeItem(node()).label,
      (label) => label === "deployments",
    );
    await withTyped("pipelines", () => vscode.commands.executeCommand(commandIds.rename, node()));
  });

  it("is forgotten only after a question that says what is wiped and what stays", async () => {
    await withAnswers([], async ({ shown }) => {
      await vscode.commands.executeCommand(commandIds.removeIdentity, node());
      assert.match(shown[0] ?? "", /^Forget pipelines on this computer\?\n[^]*All its secrets are wiped/);
      assert.match(shown[0] ?? "", /links in Azure stay/);
    });
    assert.equal(parts.principals.principals.length, 1);
    await withAnswers(["Forget"], async () => {
      await vscode.commands.executeCommand(commandIds.removeIdentity, node());
    });
    assert.deepEqual(parts.principals.principals, []);
    assert.deepEqual(app.store.rowsOf(identity.id), []);
  });

  it("is forgotten with everything that is stored", async () => {
    await add();
    await withAnswers(["Forget Everything"], async ({ shown }) => {
      await vscode.commands.executeCommand(commandIds.forget);
      assert.match(shown[0] ?? "", /service principals that you added with their secrets/);
    });
    assert.deepEqual(parts.principals.principals, []);
    assert.deepEqual(app.store.rowsOf(identity.id), []);
  });
});
