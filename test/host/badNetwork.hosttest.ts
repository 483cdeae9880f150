import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/model/commandIds.ts";
import { assertGolden } from "./assertGolden.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { nodeReport } from "./rowReport.ts";
import { rowOf } from "./rows.ts";
import { treeText } from "./treeText.ts";

const control = localAzureControl();
const http = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("http");

describe("A network that does not let us through", () => {
  let proxy: string | undefined;

  before(() => {
    proxy = http().inspect<string>("proxy")?.globalValue;
    assert.match(proxy ?? "", /^http:\/\/127\.0\.0\.1:/);
  });

  beforeEach(() => vscode.commands.executeCommand(commandIds.refresh));

  afterEach(async () => {
    await http().update("proxy", proxy, vscode.ConfigurationTarget.Global);
    await http().update("systemCertificates", false, vscode.ConfigurationTarget.Global);
    await control.clearFaults();
    await vscode.commands.executeCommand(commandIds.refresh);
  });

  it("names the setting for the proxy when the proxy cannot be reached", async () => {
    await http().update("proxy", "http://127.0.0.1:9", vscode.ConfigurationTarget.Global);
    await assertGolden("bad-network-proxy", await reports());
  });

  it("names the setting for certificates when the certificate is not trusted", async () => {
    // Then VS Code trusts what the system trusts, and the local Azure's throw-away authority is not among that.
    await http().update("systemCertificates", true, vscode.ConfigurationTarget.Global);
    await assertGolden("bad-network-certificate", await reports());
  });

  it("says that Azure cannot be reached when every connection is cut, and comes back by itself afterwards", async () => {
    const { tree } = await extensionApp();
    const before = await treeText(tree);
    await control.addFault({ reset: true, count: 0 });
    await assertGolden("bad-network-offline", await reports());
    await control.clearFaults();
    await vscode.commands.executeCommand(commandIds.refresh);
    assert.equal(await treeText(tree), before);
  });
});

/** Refreshes everything; gives what the account and one tenant say then. */
async function reports(): Promise<string> {
  const app = await extensionApp();
  const before = app.store.rows;
  await vscode.commands.executeCommand(commandIds.refresh);
  assert.deepEqual(
    app.store.rows.map(({ knowledge }) => knowledge),
    before.map(({ knowledge }) => knowledge),
    "knowledge was lost",
  );
  const [identity] = app.store.identities;
  assert.ok(identity);
  return [
    await nodeReport(app, { kind: "identity", identityId: identity.identity.id }),
    await nodeReport(app, { kind: "row", rowId: rowOf(app, "Adatum Corporation").id }),
  ].join("\n");
}
