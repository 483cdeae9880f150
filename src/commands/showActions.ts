import * as vscode from "vscode";
import {
  type CommandName,
  commandIds,
  showHistoryCommand,
  showViewCommand,
  walkthroughId,
} from "../model/commandIds.ts";
import { isCounted } from "../model/countedState.ts";
import type { Row } from "../model/row.ts";
import { signOutHint } from "../ui/identityText.ts";
import { attentionWords, figuresWords } from "../ui/figuresWords.ts";
import { rowText } from "../ui/rowText.ts";
import { activeRow } from "../ui/statusBar.ts";
import type { CommandParts } from "./commandParts.ts";

interface Action extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** Everything that can be done, for who clicks the status bar or looks for PAL, MPN or partner ID in the palette. */
export async function showActions(parts: CommandParts): Promise<void> {
  const { store, active, tally } = parts;
  const row = activeRow(store, active);
  const picked = await vscode.window.showQuickPick(
    [...(row ? ofTenant(parts, row) : []), ...ofAllTenants(parts, row), ...ofExtension(parts)],
    {
      title: vscode.l10n.t("Partner Admin Link"),
      placeHolder: figuresWords(tally.all) || vscode.l10n.t("What do you want to do?"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  await picked?.run?.();
}

/** What fits the state of one tenant. */
function ofTenant({ ours, tree }: CommandParts, row: Row): Action[] {
  const { state, label, description } = rowText(row, ours(), tree.lookOf);
  const { knowledge, attempt } = row;
  const argument = tree.ownNode(row.id);
  const linkable = knowledge.kind !== "linked" && isCounted(state);
  const needsYou = attempt.kind === "signInNeeded" || attempt.kind === "mfaNeeded";
  return [
    heading(`${label} · ${description}`),
    ...(needsYou
      ? [action("sign-in", vscode.l10n.t("Sign In to This Tenant"), "signInToTenant", argument)]
      : []),
    ...(linkable ? [action("link", vscode.l10n.t("Link Partner ID Here…"), "link", argument)] : []),
    ...(knowledge.kind === "linked"
      ? [
          action("edit", vscode.l10n.t("Change Partner ID Here…"), "update", argument),
          action("trash", vscode.l10n.t("Remove Link Here…"), "remove", argument),
        ]
      : []),
    action("refresh", vscode.l10n.t("Check This Tenant"), "refresh", argument),
    ...(knowledge.kind === "linked"
      ? [action("copy", vscode.l10n.t("Copy Partner ID"), "copyPartnerId", argument)]
      : []),
    action("link-external", vscode.l10n.t("Open in Azure Portal"), "openInPortal", argument),
  ];
}

function ofAllTenants({ store, tally }: CommandParts, active: Row | undefined): Action[] {
  if (store.rows.length === 0) {
    return [];
  }
  const { attention } = tally.all;
  const other = active
    ? vscode.l10n.t("Link Partner ID in Another Tenant…")
    : vscode.l10n.t("Link Partner ID…");
  return [
    heading(vscode.l10n.t("All tenants")),
    action("dashboard", vscode.l10n.t("Open Overview"), "open"),
    {
      ...item("list-tree", vscode.l10n.t("Show Tenants")),
      run: () => vscode.commands.executeCommand(showViewCommand),
    },
    {
      ...action("bell", vscode.l10n.t("Show Only What Needs Attention"), "showOnlyAttention"),
      description: attention === 0 ? "" : attentionWords(attention),
    },
    action("filter", vscode.l10n.t("Filter Tenants…"), "filter"),
    action("link", other, "link"),
    action("edit", vscode.l10n.t("Change Partner ID…"), "update"),
    action("sync", vscode.l10n.t("Check All Tenants"), "checkAll"),
    action("pin", vscode.l10n.t("Set Another Active Tenant…"), "setActiveTenant"),
    action("add", vscode.l10n.t("Add Tenant…"), "addTenant"),
    {
      ...item("history", vscode.l10n.t("Show History of Changes")),
      run: () => vscode.commands.executeCommand(showHistoryCommand),
    },
    action("discard", vscode.l10n.t("Undo Change…"), "undo"),
  ];
}

function ofExtension({ store }: CommandParts): Action[] {
  const signedIn = store.identities.length > 0;
  return [
    heading(vscode.l10n.t("Accounts and help")),
    {
      ...action(
        "sign-in",
        signedIn ? vscode.l10n.t("Sign In With Another Account…") : vscode.l10n.t("Sign In…"),
        "signIn",
      ),
      ...(signedIn && { detail: signOutHint() }),
    },
    action("key", vscode.l10n.t("Add Service Principal…"), "addIdentity"),
    action("tools", vscode.l10n.t("Prepare a Service Principal…"), "prepareIdentity"),
    {
      ...item("settings-gear", vscode.l10n.t("Name Your Own Partner IDs (MPN IDs)")),
      run: () =>
        vscode.commands.executeCommand("workbench.action.openSettings", "partnerAdminLink.partnerIds"),
    },
    {
      ...item("question", vscode.l10n.t("Which Partner ID?")),
      run: () => vscode.commands.executeCommand(commandIds.whichPartnerId),
    },
    {
      ...item("mortar-board", vscode.l10n.t("Get Started With PAL")),
      run: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthroughId),
    },
    action("output", vscode.l10n.t("Show Log"), "showLog"),
    action("bug", vscode.l10n.t("Report a Problem…"), "reportProblem"),
    action("trash", vscode.l10n.t("Forget Everything Stored…"), "forget"),
  ];
}

function heading(label: string): Action {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function item(icon: string, label: string): Action {
  return { label, iconPath: new vscode.ThemeIcon(icon) };
}

function action(icon: string, label: string, command: CommandName, argument?: unknown): Action {
  return {
    ...item(icon, label),
    run: () => vscode.commands.executeCommand(commandIds[command], argument),
  };
}
