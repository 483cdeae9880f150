import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import { tellOfEnds, warnOfEnds } from "../../src/ui/endingCredentials.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { withQuickAnswers } from "./quickAnswers.ts";

const day = 24 * 60 * 60_000;

describe("A credential that ends soon", () => {
  let parts: CommandParts;

  const add = async (n: number, label: string, days: number): Promise<void> => {
    const app = (await localAzureControl().description()).servicePrincipals.at(n);
    assert.ok(app);
    await parts.principals.add({
      cloud: "public",
      clientId: app.clientId,
      tenantIds: [app.tenantId],
      label,
      credential: { kind: "secret", secret: app.clientSecret },
      keepSecret: false,
      expiresAt: Date.now() + days * day + 60_000,
    });
    await parts.lister.listIdentities();
  };

  /** As if the view were opened; gives what is told. */
  const tell = (later = 0, ...presses: string[]): Promise<string[]> =>
    withAnswers(presses, async ({ shown }) => {
      await tellOfEnds(parts.principals, Date.now() + later);
      return shown;
    });

  before(async () => {
    parts = await (await extensionApp()).loadParts();
  });

  afterEach(async () => {
    await parts.principals.forgetAll();
    await parts.lister.listIdentities();
  });

  it("is told when the view is opened, and not when it is closed", async () => {
    await add(-1, "pipelines", 3);
    const view = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
    const watching = warnOfEnds(
      { onDidChangeVisibility: view.event },
      parts.principals,
      { now: () => Date.now() },
      parts.log,
    );
    await vscode.commands.executeCommand("setContext", "partnerAdminLink.ready", true);
    await withAnswers([], async ({ shown }) => {
      view.fire({ visible: false });
      assert.equal(parts.principals.principals[0]?.warnedAt, undefined);
      view.fire({ visible: true });
      await eventually(
        () => shown,
        ({ length }) => length === 1,
      );
    });
    watching.dispose();
  });

  it("is told once a day", async () => {
    await add(-1, "pipelines", 3);
    assert.deepEqual(await tell(), ["pipelines: credential ends in 3 days.\n[Renew…] [Later]"]);
    assert.deepEqual(await tell(), []);
    assert.deepEqual(await tell(day - 60_000), []);
    assert.deepEqual(await tell(day + 1000), ["pipelines: credential ends in 2 days.\n[Renew…] [Later]"]);
  });

  it("is told together with others; those that end later, or have ended, are not in it", async () => {
    for (const [n, label, days] of [
      [-1, "one", 1],
      [-2, "two", 2],
      [-3, "over", -2],
      [-4, "far", 40],
      [-5, "three", 3],
      [-6, "four", 4],
    ] as const) {
      await add(n, label, days);
    }
    assert.deepEqual(await tell(), [
      "one: credential ends in one day. two: credential ends in 2 days. three: credential ends in 3 days. And 1 more.\n[Renew…] [Later]",
    ]);
    assert.deepEqual(await tell(), []);
  });

  it("can be renewed at once; a new one that ends soon is told again", async () => {
    await add(-1, "pipelines", 0);
    const seen = await withQuickAnswers([{ escape: true }], () => tell(0, "Renew…"));
    assert.equal(seen.length, 1);
    assert.match(seen[0] ?? "", /^Renew Credential of pipelines: /);
    await add(-1, "pipelines", 5);
    assert.match((await tell())[0] ?? "", /^pipelines: credential ends in 5 days\./);
  });
});
