import * as vscode from "vscode";
import type { Closable } from "../links/emitter.ts";
import type { Row, RowId } from "../model/row.ts";
import type { PageFiles } from "../platform/pageFiles.ts";
import { Frame } from "./frame.ts";
import { MessageGate } from "./messageGate.ts";
import { PageActs } from "./pageActs.ts";
import { NoteOffers } from "./noteOffers.ts";
import { offeredPartnerIds } from "./offeredPartnerIds.ts";
import { pageAges } from "./pageAges.ts";
import { pageHtml, wordsHtml } from "./pageHtml.ts";
import { PageNotes } from "./pageNotes.ts";
import { pageOptions } from "./pageOptions.ts";
import type { PageParts } from "./pageParts.ts";
import { pageRow } from "./pageRow.ts";
import { PageRows } from "./pageRows.ts";
import { pageStates } from "./pageStates.ts";
import { pageWords } from "./pageWords.ts";
import type { HostMessage, PageMessage } from "./protocol.ts";

/** Refusals are logged so often: a page that sends a thousand a second must not fill the log. Milliseconds. */
const refusalFrame = 1000;

/** What one page is. */
export interface Page {
  /** For the log. */
  readonly name: string;
  readonly files: Promise<PageFiles>;
  readonly title: string;
  /** VS Code drops what it is to tell a page that is not shown. */
  readonly isShown: () => boolean;
  /** The rows that it shows. */
  readonly wanted: () => readonly Row[];
  /** Which of them are selected outside of it; undefined if there is nothing to say of that. */
  readonly selected: () => readonly RowId[] | undefined;
  /** The page shows its first rows. */
  readonly onStarted?: () => void;
}

/**
 * The extension's side of one page: its document, what it is told, and what it asks for. A page is told everything together
 * with its document. VS Code loads a page anew each time that it is shown; one that was told nothing says that it is ready,
 * and is told everything then.
 */
export class PageHost implements Closable {
  readonly #webview: vscode.Webview;
  readonly #page: Page;
  readonly #parts: PageParts;
  readonly #gate: MessageGate;
  readonly #acts: PageActs;
  readonly #offers: NoteOffers;
  readonly #listener: vscode.Disposable;
  readonly #refused = new Map<string, number>();
  readonly #refusals = new Frame(() => this.#logRefusals(), refusalFrame);
  #isGone = false;
  #live: Closable | undefined;
  #rows: PageRows | undefined;

  constructor(webview: vscode.Webview, page: Page, parts: PageParts) {
    this.#webview = webview;
    this.#page = page;
    this.#parts = parts;
    this.#gate = new MessageGate({
      now: () => Date.now(),
      knowsRow: (id) => parts.store.row(id as RowId) !== undefined,
      onRefused: (why, act) => {
        this.#noteRefusal(why);
        if (act !== undefined) {
          this.#tell({ type: "told", act, how: "stopped", words: rowsGone(), canUndo: false });
        }
      },
    });
    this.#offers = new NoteOffers(parts.turns.questions, parts.log);
    this.#acts = new PageActs(parts, (message) => this.#tell(message));
    this.#listener = webview.onDidReceiveMessage((message: unknown) => {
      const read = this.#gate.pass(message);
      if (read) {
        this.#obey(read);
      }
    });
    this.#load().catch((error: unknown) => {
      parts.log.error("opening a page failed", error, page.name);
      if (!this.#isGone) {
        webview.options = { enableScripts: false, localResourceRoots: [] };
        webview.html = wordsHtml(notLoaded(), page.title, vscode.env.language);
      }
    });
  }

  /** The page is hidden, and VS Code has thrown away what was in it. */
  hidden(): void {
    this.#end();
    this.#gate.startAnew();
  }

  /** Other rows are wanted. */
  refresh(): void {
    this.#rows?.refresh();
  }

  /** What is selected outside of the page has changed. */
  select(): void {
    if (this.#live) {
      this.#tellSelected();
    }
  }

  dispose(): void {
    this.#isGone = true;
    this.#end();
    this.#listener.dispose();
    this.#refusals.dispose();
  }

  async #load(): Promise<void> {
    const files = await this.#page.files;
    if (!this.#isGone) {
      // Together: other options alone make VS Code load an empty document, and the page would come while that is under way.
      this.#webview.options = pageOptions;
      this.#webview.html = pageHtml(files, this.#page.title, vscode.env.language);
      if (this.#page.isShown()) {
        this.#start(); // VS Code keeps it until the page is loaded: the page need not ask
      }
    }
  }

  #obey(message: PageMessage): void {
    if (message.type === "ready") {
      this.#start();
    } else if (message.type === "started") {
      if (!this.#live) {
        this.#start(); // what it shows was told before it was hidden, and kept by VS Code until now
        return;
      }
      this.#rows?.sendRest();
      this.#page.onStarted?.();
    } else if (message.type === "unreadable") {
      this.#noteRefusal("the page could not read what it was told");
    } else if (message.type === "offered") {
      void this.#offers.run(message.number);
    } else {
      this.#acts.run(message);
    }
  }

  #start(): void {
    this.#end();
    const { store, scope, journal, ours } = this.#parts;
    let drawnFor = ours();
    const rows = new PageRows({
      store,
      wanted: this.#page.wanted,
      render: (row) => pageRow(row, store.identity(row.identityId), ours()),
      send: ({ changed, gone }) => this.#tell({ type: "rows", changed, gone }),
    });
    const scoped = scope.onDidChange(() => {
      if (drawnFor !== ours()) {
        drawnFor = ours(); // what counts as ours is part of every row
        rows.refresh({ drawAnew: true });
        this.#tell({ type: "ids", ...offeredPartnerIds(this.#parts) });
      }
    });
    const notes = new PageNotes(this.#parts, this.#offers, (told) =>
      this.#tell({ type: "notes", notes: told }),
    );
    const journaled = journal.onDidChange(() =>
      this.#tell({ type: "ids", ...offeredPartnerIds(this.#parts) }),
    );
    this.#rows = rows;
    this.#live = vscode.Disposable.from(rows, scoped, journaled, notes);
    this.#acts.pageIsNew();
    const first = rows.first();
    this.#tell({
      type: "everything",
      language: vscode.env.language,
      words: pageWords(),
      ages: pageAges(),
      states: pageStates(),
      rows: first.rows,
      ...(first.more && { more: true }),
      ...offeredPartnerIds(this.#parts),
      notes: notes.first(),
    });
    this.#tellSelected();
  }

  #tellSelected(): void {
    const rows = this.#page.selected();
    if (rows) {
      this.#tell({ type: "selected", rows: [...rows] });
    }
  }

  #end(): void {
    this.#live?.dispose();
    this.#live = undefined;
    this.#rows = undefined;
    this.#acts.pageIsGone();
  }

  /** A page that is hidden or gone hears nothing. */
  #tell(message: HostMessage): void {
    if (this.#live) {
      // VS Code's own method, which has no origin to be named.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      void this.#webview.postMessage(message);
    }
  }

  #noteRefusal(why: string): void {
    this.#refused.set(why, (this.#refused.get(why) ?? 0) + 1);
    this.#refusals.ask();
  }

  #logRefusals(): void {
    const counts = [...this.#refused].map(([why, count]) => `${why} (${count})`).join(", ");
    this.#refused.clear();
    this.#parts.log.error("messages of a page were refused", counts, this.#page.name);
  }
}

function rowsGone(): string {
  return vscode.l10n.t("Nothing was done: the list has changed meanwhile. Look at it, and try again.");
}

function notLoaded(): string {
  return vscode.l10n.t(
    "This page could not be loaded from the extension's files. Reload the window; if that does not help, install the extension again.",
  );
}
