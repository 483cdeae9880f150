import * as vscode from "vscode";
import { type CommandName, commandIds } from "../model/commandIds.ts";
import type { IdentityId } from "../model/identity.ts";
import type { LogPort } from "../model/ports.ts";
import { OneAtATime } from "./oneAtATime.ts";
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

/**
 * What a page offers beside its rows: commands, for one account or for all. The page is told a number and a label of each; it can
 * choose nothing that it was not offered, nothing twice at the same time, and no question while another one is open.
 */
export class NoteOffers {
  readonly #questions: OneAtATime;
  readonly #log: LogPort;
  readonly #numbers = new Map<string, number>();
  readonly #offered = new Map<number, { readonly name: OfferName; readonly identity?: IdentityId }>();
  /** The offers that are being followed and put no question, by number. */
  readonly #running = new Map<number, OneAtATime>();

  /** @param questions that all pages put. */
  constructor(questions: OneAtATime, log: LogPort) {
    this.#questions = questions;
    this.#log = log;
  }

  /** Takes back all that was offered. */
  clear(): void {
    this.#offered.clear();
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
    const leave = (asking.has(name) ? this.#questions : this.#turnOf(number)).enter();
    if (!leave) {
      return;
    }
    try {
      const node = identity === undefined ? undefined : { kind: "identity", identityId: identity };
      // What follows an answer may take minutes: the next question can be put before.
      const answered = asking.has(name) ? [undefined, leave] : [];
      await vscode.commands.executeCommand(commandIds[name], node, ...answered);
    } catch (error) {
      this.#log.error("what a page offered failed", error, name);
    } finally {
      leave();
    }
  }

  #turnOf(number: number): OneAtATime {
    const turn = this.#running.get(number) ?? new OneAtATime();
    this.#running.set(number, turn);
    return turn;
  }
}
