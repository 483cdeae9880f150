import * as vscode from "vscode";
import { type CommandName, commandIds } from "../model/commandIds.ts";
import type { IdentityId } from "../model/identity.ts";
import type { LogPort } from "../model/ports.ts";
import type { Offer } from "./protocol.ts";

/** What can be offered, and how that is called. */
const labels = {
  signIn: () => vscode.l10n.t("Sign In"),
  refresh: () => vscode.l10n.t("Refresh"),
  renewIdentity: () => vscode.l10n.t("Renew Credential…"),
  addTenant: () => vscode.l10n.t("Add Tenant…"),
  addIdentity: () => vscode.l10n.t("Add Service Principal…"),
  continueChecking: () => vscode.l10n.t("Continue Checking"),
  stop: () => vscode.l10n.t("Stop"),
} as const satisfies Partial<Readonly<Record<CommandName, () => string>>>;

/** The name of a command that can be offered. */
export type OfferName = keyof typeof labels;

/** These put questions to the person: one at a time. */
const asking = new Set<OfferName>(["signIn", "renewIdentity", "addTenant", "addIdentity"]);

/** Stands for all offers that put a question; no offer has this number. */
const question = 0;

/**
 * What a page offers beside its rows: commands, for one account or for all. The page is told a number and a label of each; it can
 * choose nothing that it was not offered, nothing twice at the same time, and cannot pile up questions.
 */
export class NoteOffers {
  readonly #log: LogPort;
  readonly #numbers = new Map<string, number>();
  readonly #offered = new Map<number, { readonly name: OfferName; readonly identity?: IdentityId }>();
  /** The numbers of offers that are being followed, or `question`. */
  readonly #running = new Map<number, object>();

  constructor(log: LogPort) {
    this.#log = log;
  }

  /** Takes back all that was offered. */
  clear(): void {
    this.#offered.clear();
  }

  /**
   * How far an identity is listed has changed: a question was answered, although what follows may take minutes, so that the
   * next one can be put.
   */
  moveOn(): void {
    this.#running.delete(question);
  }

  /** Offers a command. The same one always has the same number. @param identity whom it is about; by default everybody. */
  offer(name: OfferName, identity?: IdentityId): Offer {
    const key = `${name} ${identity ?? ""}`;
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    this.#offered.set(number, { name, ...(identity !== undefined && { identity }) });
    return { number, label: labels[name]() };
  }

  /** Does what was offered under that number, if anything was. Never throws. */
  async run(number: number): Promise<void> {
    const offered = this.#offered.get(number);
    if (!offered) {
      return;
    }
    const { name, identity } = offered;
    const place = asking.has(name) ? question : number;
    if (this.#running.has(place)) {
      return;
    }
    const following = {};
    this.#running.set(place, following);
    try {
      const node = identity === undefined ? [] : [{ kind: "identity", identityId: identity }];
      await vscode.commands.executeCommand(commandIds[name], ...node);
    } catch (error) {
      this.#log.error("what a page offered failed", error, name);
    } finally {
      if (this.#running.get(place) === following) {
        this.#running.delete(place); // else another question has the place by now
      }
    }
  }
}
