import { pageAges } from "../../src/ui/pageAges.ts";
import { pageStates } from "../../src/ui/pageStates.ts";
import { pageWords } from "../../src/ui/pageWords.ts";
import {
  type HostMessage,
  type Notes,
  type PageMessage,
  type PageRow,
  readHostMessage,
  readPageMessage,
} from "../../src/ui/protocol.ts";
import type { Page } from "./browser.ts";

/** Speaks the extension's side of the protocol, and remembers what the page asked. */
export class FakeHost {
  /** What the page asked, without its first words "ready" and "started". */
  readonly asked: PageMessage[] = [];
  /** What arrived and was no message of the protocol, or had a number that did not rise. */
  readonly refused: unknown[] = [];
  rows: readonly PageRow[];
  notes: Notes = { list: [] };
  readonly #page: Page;
  #last = 0;

  constructor(page: Page, rows: readonly PageRow[]) {
    this.#page = page;
    this.rows = rows;
  }

  /** The page has posted something. */
  async receive(posted: unknown): Promise<void> {
    const message = readPageMessage(posted);
    if (!message || message.seq <= this.#last) {
      this.refused.push(posted);
      return;
    }
    this.#last = message.seq;
    if (message.type === "ready") {
      await this.sendEverything();
    } else if (message.type !== "started") {
      this.asked.push(message);
    }
  }

  async sendEverything(): Promise<void> {
    await this.tell({
      type: "everything",
      language: "en",
      words: pageWords(),
      ages: pageAges(),
      states: pageStates(),
      rows: [...this.rows],
      ours: [
        { id: "4567890", name: "Contoso Consulting" },
        { id: "5012345", name: "Contoso Deutschland" },
      ],
      recent: ["7654321", "6001002"],
      notes: this.notes,
    });
  }

  /** Sends a message, which has to be one of the protocol. */
  async tell(message: HostMessage): Promise<void> {
    if (!readHostMessage(message)) {
      throw new Error(`This is no message of the protocol: ${JSON.stringify(message).slice(0, 300)}`);
    }
    await this.#page.evaluate((data) => window.postMessage(data, "*"), message);
  }

  async change(...changed: readonly PageRow[]): Promise<void> {
    const ids = new Set(changed.map(({ id }) => id));
    this.rows = this.rows.map((row) => changed.find(({ id }) => id === row.id) ?? row);
    await this.tell({ type: "rows", changed: changed.filter(({ id }) => ids.has(id)), gone: [] });
  }

  /** The last message of a kind; undefined if there was none. */
  last<T extends PageMessage["type"]>(type: T): Extract<PageMessage, { type: T }> | undefined {
    return this.asked.findLast(
      (message): message is Extract<PageMessage, { type: T }> => message.type === type,
    );
  }
}
