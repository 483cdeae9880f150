import * as vscode from "vscode";
import { parsePartnerId } from "../model/partnerId.ts";

/** One of the company's own partner IDs. */
interface OwnPartnerId {
  readonly id: string;
  readonly name?: string;
}

/**
 * The setting `partnerAdminLink.partnerIds`: our own partner IDs, the first is the default. Only the user's own value
 * counts: a workspace must never choose a partner ID, because it is money. Entries that are no partner IDs are left out.
 */
function ownPartnerIds(): readonly OwnPartnerId[] {
  const value: unknown = vscode.workspace
    .getConfiguration("partnerAdminLink")
    .inspect("partnerIds")?.globalValue;
  return Array.isArray(value) ? value.flatMap(parseEntry) : [];
}

/** The IDs alone, the default first. */
export function ownPartnerIdSet(): ReadonlySet<string> {
  return new Set(ownPartnerIds().map(({ id }) => id));
}

function parseEntry(entry: unknown): OwnPartnerId[] {
  if (typeof entry !== "object" || entry === null || !("id" in entry) || typeof entry.id !== "string") {
    return [];
  }
  const parsed = parsePartnerId(entry.id);
  const name = "name" in entry && typeof entry.name === "string" ? entry.name : undefined;
  return parsed.ok ? [{ id: parsed.partnerId, ...(name !== undefined && { name }) }] : [];
}

/** Calls `onChange` when the user changed `partnerAdminLink.partnerIds`. */
export function watchOwnPartnerIds(onChange: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("partnerAdminLink.partnerIds")) {
      onChange();
    }
  });
}
