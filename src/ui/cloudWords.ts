import * as vscode from "vscode";
import { type BuiltInCloudName, type Cloud, isBuiltIn } from "../model/cloud.ts";
import { plainText } from "./plainText.ts";

const names: Readonly<Record<BuiltInCloudName, () => string>> = {
  public: () => vscode.l10n.t("Azure (public)"),
  usGovernment: () => vscode.l10n.t("Azure US Government"),
  china: () => vscode.l10n.t("Azure China (21Vianet)"),
};

/** What people call a cloud. */
export function cloudWords({ name, displayName }: Pick<Cloud, "name" | "displayName">): string {
  return isBuiltIn(name) ? names[name]() : plainText(displayName ?? name.replace(/^custom:/, ""));
}
