import * as vscode from "vscode";
import { parsePartnerId } from "../model/partnerId.ts";

const section = "partnerAdminLink";
const setting = "partnerIds";

/**
 * The setting `partnerAdminLink.partnerIds`: the company's own partner IDs, the first is the default. Only the user's own
 * value counts: a workspace must never choose a partner ID, because it is money. Entries that are no partner IDs are left
 * out. Read when first asked for, since reading a setting takes long at the start, and once for each change, since every
 * row asks for it.
 */
export class OwnPartnerIds implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #ids: ReadonlySet<string> | undefined;

  readonly onDidChange = this.#changes.event;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("partnerAdminLink.partnerIds")) {
        this.#ids = undefined;
        this.#changes.fire();
      }
    });
  }

  /** The IDs, the default first. */
  get ids(): ReadonlySet<string> {
    this.#ids ??= new Set(readPartnerIdsSetting().flatMap(parseEntry));
    return this.#ids;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }
}

/** What the user has set, checked by nobody. */
export function readPartnerIdsSetting(): readonly unknown[] {
  const value: unknown = vscode.workspace.getConfiguration(section).inspect(setting)?.globalValue;
  return Array.isArray(value) ? value : [];
}

/** The partner ID of one entry, if it has one. */
export function parseEntry(entry: unknown): string[] {
  if (typeof entry !== "object" || entry === null || !("id" in entry) || typeof entry.id !== "string") {
    return [];
  }
  const parsed = parsePartnerId(entry.id);
  return parsed.ok ? [parsed.partnerId] : [];
}
