import type { HostMessage, Notes, OwnId } from "../ui/protocol.ts";
import { ActBook } from "./acts.ts";
import { HostLink, type PageAsk, type VsCodeApi } from "./hostLink.ts";
import type { StateLooks } from "./rowFilter.ts";
import { RowStore } from "./rowStore.ts";
import { Words } from "./words.ts";

/** What the extension told once for all: there is nothing to show before. */
export interface PageBasics {
  readonly words: Words;
  readonly looks: StateLooks;
}

/** All that a page knows. Its parts read it, and ask through it. */
export class PageModel {
  readonly rows = new RowStore();
  readonly acts = new ActBook();
  readonly api: VsCodeApi;
  readonly #host: HostLink;
  readonly #listeners = new Set<(message?: HostMessage) => void>();
  #basics: PageBasics | undefined;
  #ours: readonly OwnId[] = [];
  #recent: readonly string[] = [];
  #selected: readonly string[] = [];
  #partial = false;
  #notes: Notes = { list: [] };

  constructor(api: VsCodeApi, page: Pick<Window, "addEventListener">, now: number) {
    this.api = api;
    this.#host = new HostLink(api, now);
    this.#host.listen(page, (message) => {
      this.#read(message);
      this.#tell(message);
    });
  }

  get basics(): PageBasics | undefined {
    return this.#basics;
  }

  /** The company's own partner IDs, the default first. */
  get ours(): readonly OwnId[] {
    return this.#ours;
  }

  get recent(): readonly string[] {
    return this.#recent;
  }

  /** What the extension says is selected. */
  get selected(): readonly string[] {
    return this.#selected;
  }

  /** What is to be said beside the rows. */
  get notes(): Notes {
    return this.#notes;
  }

  /** Only the first rows are there; the others come at once. */
  get partial(): boolean {
    return this.#partial;
  }

  /** Calls `listener` after each change, with the message that made it, if one did. Returns how to stop that. */
  onChange(listener: (message?: HostMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Time has passed: ages are told anew by everything that tells them, which knows it by the new object. */
  tick(): void {
    this.#basics = this.#basics && { ...this.#basics };
    this.#tell();
  }

  /** Asks for something that nobody waits for. */
  ask(ask: PageAsk): void {
    this.#host.send(ask);
  }

  /** Asks for something whose course is told: `subject` is the row's id, or empty for several rows. */
  act(subject: string, ask: PageAsk): void {
    this.acts.begin(subject, this.#host.send(ask));
    this.#tell();
  }

  dismiss(subject: string): void {
    this.acts.dismiss(subject);
    this.#tell();
  }

  #tell(message?: HostMessage): void {
    for (const listener of this.#listeners) {
      listener(message);
    }
  }

  #read(message: HostMessage): void {
    switch (message.type) {
      case "everything":
        this.#basics = { words: new Words(message), looks: message.states };
        this.#ours = message.ours;
        this.#recent = message.recent;
        this.#notes = message.notes;
        this.#partial = message.more === true;
        this.rows.replaceAll(message.rows);
        break;
      case "rows":
        this.#partial = false;
        this.rows.apply(message.changed, message.gone);
        break;
      case "ids":
        this.#ours = message.ours;
        this.#recent = message.recent;
        break;
      case "notes":
        this.#notes = message.notes;
        break;
      case "selected":
        this.#selected = message.rows;
        break;
      case "progress":
      case "told":
        this.acts.read(message);
        break;
      default:
        message satisfies never;
    }
  }
}
