import * as vscode from "vscode";
import type { Directory } from "./signInControl.ts";

// What VS Code's own provider says when the person turns away.
const cancelled = "Cancelled";

/** Asks which of the local Azure's people signs in. Throws when the person turns away. */
export async function pickAccount(directory: Directory): Promise<string> {
  const items = directory.accounts.map(({ username }) => ({
    label: username,
    iconPath: new vscode.ThemeIcon("account"),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Demo sign-in",
    placeHolder: "Pick an account (no password: these people live in the local Azure)",
    ignoreFocusOut: true,
  });
  if (picked === undefined) {
    throw new Error(cancelled);
  }
  return picked.label;
}

/** Asks for the second factor. Throws when the person turns away. */
export async function approveSignIn(directory: Directory, username: string, tenantId: string): Promise<void> {
  const tenant = directory.tenants.find((tenant) => tenant.tenantId === tenantId);
  const approve = "Approve";
  const answer = await vscode.window.showInformationMessage(
    `Approve sign-in to ${tenant?.displayName || tenantId}?`,
    { modal: true, detail: `${username} signs in. This plays the part of the app on the person's phone.` },
    approve,
  );
  if (answer !== approve) {
    throw new Error(cancelled);
  }
}
