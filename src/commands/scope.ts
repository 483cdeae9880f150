import * as vscode from "vscode";
import { showViewCommand } from "../model/commandIds.ts";
import type { Scope } from "../ui/treeScope.ts";
import type { CommandParts } from "./commandParts.ts";

/** Changes what the tree shows, and shows it. */
export async function changeScope({ scope }: CommandParts, change: Partial<Scope>): Promise<void> {
  scope.change(change);
  await vscode.commands.executeCommand(showViewCommand);
}

/** Filter Tenants…: the tree follows while the person types; escaping brings back what was there before. */
export async function filter({ scope }: CommandParts): Promise<void> {
  await vscode.commands.executeCommand(showViewCommand);
  const before = scope.current.text;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t("Filter Tenants");
  input.placeholder = vscode.l10n.t("Name, domain, tenant ID, partner ID or partner");
  input.prompt = vscode.l10n.t("Tenants that hold all these words, also in collapsed accounts");
  input.value = before;
  const kept = await new Promise<string>((resolve) => {
    let answer = before;
    input.onDidChangeValue((text) => scope.change({ text }));
    input.onDidAccept(() => {
      answer = input.value;
      input.hide();
    });
    input.onDidHide(() => resolve(answer));
    input.show();
  });
  input.dispose();
  scope.change({ text: kept });
}
