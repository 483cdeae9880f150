import * as vscode from "vscode";
import type { ChangePlan, RunId } from "../model/change.ts";
import { commandIds } from "../model/commandIds.ts";
import { asPalError, PalError } from "../model/palError.ts";
import type { Row, RowId } from "../model/row.ts";
import { undoable, undoPlan } from "../model/undoPlan.ts";
import { readOwnPartnerIds } from "../platform/ownPartnerIds.ts";
import { signInFor } from "./changeSignIn.ts";
import { failedWords, nothingToUndoWords, progressTitle } from "./changeWords.ts";
import { confirmChange } from "./confirmChange.ts";
import { doubtWords } from "./doubtWords.ts";
import { errorWords } from "./errorWords.ts";
import { partnerNameOf } from "./knownPartners.ts";
import { isOffered } from "./offeredPartnerIds.ts";
import { type Told, toldOf } from "./pageChange.ts";
import type { PageParts } from "./pageParts.ts";
import { visibleText } from "./plainText.ts";
import { planForRow } from "./planForRow.ts";
import type { HostMessage, PageMessage } from "./protocol.ts";
import { saveExport } from "./saveExport.ts";
import { tellOfWorkspaceSettings } from "./tellWorkspaceSettings.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** What is not for the acts: what a page says of itself, and what its notes offer. */
type Untold = "ready" | "started" | "unreadable" | "offered";
type Ask = Exclude<PageMessage, { readonly type: Untold | "cancel" }>;

/** So many acts of a page can be taken back; nobody looks further. */
const mostRemembered = 200;

const nothingToSay: Told = { how: "done", words: "", canUndo: false };
const calledOff: Told = { how: "cancelled", words: "", canUndo: false };

/**
 * What a page asks for, done in the same way as the commands do it: changes are planned, agreed to, run and verified. Every
 * act ends with a word to the page; if the page is not there any more, with a notification.
 */
export class PageActs {
  readonly #parts: PageParts;
  readonly #tell: (message: HostMessage) => void;
  readonly #running = new Map<number, AbortController>();
  /** The runs of this page's acts. */
  readonly #runs = new Map<number, RunId>();
  /** Rises each time that VS Code loads the page; 0 while there is none. */
  #page = 0;
  #isThere = false;

  constructor(parts: PageParts, tell: (message: HostMessage) => void) {
    this.#parts = parts;
    this.#tell = tell;
  }

  /** The page was loaded anew: it knows nothing of what it asked for before. */
  pageIsNew(): void {
    this.#page += 1;
    this.#isThere = true;
  }

  /** The page was hidden or closed. What runs goes on. */
  pageIsGone(): void {
    this.#isThere = false;
  }

  /** Does what the page asks for. Never throws. */
  run(ask: Exclude<PageMessage, { readonly type: Untold }>): void {
    if (ask.type === "cancel") {
      this.#running.get(ask.act)?.abort();
    } else {
      void this.#runAndTell(ask);
    }
  }

  async #runAndTell(ask: Ask): Promise<void> {
    const page = this.#page;
    const stop = new AbortController();
    this.#running.set(ask.seq, stop);
    const done = this.#try(ask, stop.signal);
    // Only a change can be stopped; whoever cancels anything else no longer waits for it.
    const told = await (isChange(ask) ? done : Promise.race([done, calledOffBy(stop.signal)]));
    this.#running.delete(ask.seq);
    if (this.#isThere && page === this.#page) {
      this.#tell({ type: "told", act: ask.seq, ...told });
    } else if (told.words !== "" && ask.type !== "check") {
      this.#notify(ask.seq, told);
    }
  }

  async #try(ask: Ask, signal: AbortSignal): Promise<Told> {
    try {
      return await this.#do(ask, signal);
    } catch (error) {
      this.#parts.log.error("what a page asked for failed", error, ask.type);
      return { how: "failed", words: errorWords(asPalError(error)), canUndo: false };
    }
  }

  async #do(ask: Ask, signal: AbortSignal): Promise<Told> {
    const { turns } = this.#parts;
    switch (ask.type) {
      case "write":
        return this.#change(ask, ask.verb, ask.partnerId, signal);
      case "remove":
        return this.#change(ask, "remove", null, signal);
      case "undo":
        return this.#undo(ask, signal);
      case "check":
        return this.#check(ask, signal);
      case "mark":
        await this.#mark(ask.rows, ask.notCustomer);
        return nothingToSay;
      case "signIn":
        this.#tell({ type: "progress", act: ask.seq, words: vscode.l10n.t("Signing in…") });
        return turns.ask((answered) => command(commandIds.signInToTenant, ask.row, answered));
      case "openInPortal":
        return turns.openPortal(() => command(commandIds.openInPortal, ask.row));
      case "explainPartnerIds":
        return turns.ask(() => command(commandIds.whichPartnerId));
      case "copy":
        return this.#copy(ask.row, ask.what);
      case "export":
        this.#tell({ type: "progress", act: ask.seq, words: vscode.l10n.t("Exporting…") });
        return turns.ask((answered) => saveExport(this.#parts, ask, answered));
      default:
        return ask satisfies never;
    }
  }

  async #check({ seq: act, rows }: Ask & { type: "check" }, signal: AbortSignal): Promise<Told> {
    const { sweep, store } = this.#parts;
    const ids = rows as RowId[];
    const before = new Map(ids.map((id) => [id, store.row(id)?.knowledge]));
    this.#tell({ type: "progress", act, words: vscode.l10n.t("Checking…") });
    await sweep.check(ids, signal);
    // How a single row stands is said where it stands.
    const learnt = ids.filter((id) => {
      const row = store.row(id);
      return row !== undefined && row.knowledge !== before.get(id);
    });
    return ids.length === 1 ? nothingToSay : checkedTold(learnt.length, ids.length);
  }

  async #change(
    { seq: act, row: id }: Ask & { type: "write" | "remove" },
    purpose: "link" | "update" | "remove",
    wanted: string | null,
    signal: AbortSignal,
  ): Promise<Told> {
    const row = this.#row(id);
    const identity = row && this.#parts.store.identity(row.identityId);
    if (!row || !identity) {
      return calledOff; // gone since the message passed the gate
    }
    const plan = planForRow(purpose, row, identity, wanted);
    // Without a question only what the extension itself has offered, and one after the other.
    const isOurOffer = purpose === "link" && wanted !== null && isOffered(wanted, this.#parts);
    const leave = isOurOffer ? this.#parts.turns.links.enter() : undefined;
    if (!leave) {
      return this.#agreeAndRun(act, plan, signal);
    }
    try {
      this.#tellOfSettings(plan);
      return await this.#run(act, plan, signal);
    } finally {
      leave();
    }
  }

  /** Before a partner ID is linked, the person hears of a workspace that wants to choose it; not of each one that is refused. */
  #tellOfSettings({ purpose }: ChangePlan): void {
    if (purpose === "link" || purpose === "update") {
      tellOfWorkspaceSettings("partnerAdminLink.", this.#parts.log);
    }
  }

  /** Takes back what an act of this page changed, as far as nobody did meanwhile. */
  async #undo({ seq: act, act: undone }: Ask & { type: "undo" }, signal: AbortSignal): Promise<Told> {
    const { runs } = this.#parts.journal;
    const record = runs.find(({ runId }) => runId === this.#runs.get(undone));
    const isUndoable = undoable(runs);
    const steps = record ? [...record.steps.keys()].filter((step) => isUndoable(record, step)) : [];
    const plan = record && undoPlan(record, steps);
    return plan
      ? this.#agreeAndRun(act, plan, signal)
      : {
          how: "nothingToDo",
          words: nothingToUndoWords(),
          canUndo: false,
        };
  }

  async #agreeAndRun(act: number, plan: ChangePlan, signal: AbortSignal): Promise<Told> {
    const own = readOwnPartnerIds();
    const nameOf = (partnerId: string): Untrusted | undefined =>
      partnerNameOf(partnerId, own, this.#parts.store.rows);
    let agreed = false;
    const asked = await this.#parts.turns.ask(async () => {
      this.#tellOfSettings(plan);
      agreed = await confirmChange({ plan, nameOf });
      return calledOff;
    });
    return agreed && !signal.aborted ? this.#run(act, plan, signal) : asked;
  }

  async #run(act: number, plan: ChangePlan, signal: AbortSignal): Promise<Told> {
    const { undoes } = plan;
    if (undoes && !this.#parts.journal.runs.some(({ runId }) => runId === undoes.runId)) {
      const words = vscode.l10n.t("Nothing was undone: the change isn't in the history any more.");
      return { how: "nothingToDo", words, canUndo: false };
    }
    const signIn = signInFor(this.#parts, plan);
    this.#tell({ type: "progress", act, words: progressTitle(plan) });
    try {
      const result = await this.#parts.changes.run(plan, {
        signal,
        signIn: (...given) =>
          this.#parts.turns.questions.whenFree(async () => {
            if (signal.aborted) {
              throw new PalError("cancelled"); // while another question was open
            }
            return signIn(...given);
          }),
        onDoubt: (left) => {
          if (left > 0) {
            this.#tell({ type: "progress", act, words: doubtWords(left, plan.steps.length) });
          }
        },
      });
      this.#remember(act, result.runId);
      return toldOf(this.#parts, plan, result);
    } catch (error) {
      const palError = asPalError(error);
      this.#parts.log.error("change not begun", palError);
      const [first] = plan.steps;
      const what = first ? failedWords(plan.purpose, first, false) : "";
      return { how: "failed", words: `${what} ${errorWords(palError)}`, canUndo: false };
    }
  }

  async #mark(ids: readonly string[], notCustomer: boolean): Promise<void> {
    const rows = ids.map((id) => this.#row(id)).filter((row) => row !== undefined);
    const tenantIds = [...new Set(rows.map(({ tenant }) => tenant.tenantId))];
    await this.#parts.memory.mark(tenantIds, ({ notCustomer: _before, ...others }) =>
      notCustomer ? { ...others, notCustomer } : others,
    );
  }

  async #copy(id: string, what: (Ask & { type: "copy" })["what"]): Promise<Told> {
    const row = this.#row(id);
    const link = row?.knowledge.kind === "linked" ? row.knowledge.link : undefined;
    const text = {
      tenantId: row?.tenant.tenantId,
      domain: row?.tenant.defaultDomain,
      partnerId: link?.partnerId,
      objectId: link?.objectId,
    }[what];
    if (text !== undefined) {
      await vscode.env.clipboard.writeText(visibleText(text));
    }
    return nothingToSay;
  }

  /** Not waited for: the act is over, whatever the person does with the notification. */
  #notify(act: number, { how, words, canUndo }: Told): void {
    const undo = vscode.l10n.t("Undo");
    const actions = canUndo ? [undo] : [];
    const show = async (): Promise<void> => {
      const choice = await (how === "failed" || how === "stopped"
        ? vscode.window.showWarningMessage(words, ...actions)
        : vscode.window.showInformationMessage(words, ...actions));
      if (choice === undo) {
        await vscode.commands.executeCommand(commandIds.undo, { runId: this.#runs.get(act) });
      }
    };
    show().catch((error: unknown) => this.#parts.log.error("following up a change failed", error));
  }

  #remember(act: number, run: RunId): void {
    this.#runs.set(act, run);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > mostRemembered && oldest !== undefined) {
      this.#runs.delete(oldest);
    }
  }

  #row(id: string): Row | undefined {
    return this.#parts.store.row(id as RowId);
  }
}

/** What came of a check of several rows; those that were not reached, or whose check failed, say so themselves. */
function checkedTold(learnt: number, all: number): Told {
  return learnt === all
    ? { how: "done", words: vscode.l10n.t("{0} rows were checked.", all), canUndo: false }
    : { how: "stopped", words: vscode.l10n.t("{0} of {1} rows were checked.", learnt, all), canUndo: false };
}

function isChange({ type }: Ask): boolean {
  return type === "write" || type === "remove" || type === "undo";
}

function calledOffBy(signal: AbortSignal): Promise<Told> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(calledOff), { once: true });
  });
}

/** Runs a command as the tree does. @param answered called when its question was answered, if it goes on after that. */
async function command(id: string, row?: string, answered?: () => void): Promise<Told> {
  const node = row === undefined ? undefined : { kind: "row", rowId: row };
  await vscode.commands.executeCommand(id, node, ...(answered ? [undefined, answered] : []));
  return nothingToSay;
}
