import { longestPageMessage, type PageMessage, readPageMessage } from "./protocol.ts";

/** So many messages of one page are read in a second; a person does not come near it. */
const mostInSecond = 50;

/** So much of one page's text is read in a second, in UTF-16 units: reading takes time that others wait for. */
const mostTextInSecond = 2 * longestPageMessage;

/** A hostile page makes rows up; an honest one may name a row that went a moment ago, and waits for an answer. */
const unknownRow = "unknown row";

/** What the gate asks, and whom it tells. */
export interface MessageGateParts {
  /** Milliseconds. */
  readonly now: () => number;
  /** Whether there is such a row. */
  readonly knowsRow: (id: string) => boolean;
  /** Told of each refusal, why in a few words; with the act's number, if the message was none but about rows that are gone. */
  readonly onRefused: (why: string, act?: number) => void;
}

/**
 * Lets through what a page says if it is well formed, new, about rows that there are, and not too much. A refused message
 * changes nothing.
 */
export class MessageGate {
  readonly #parts: MessageGateParts;
  #last = 0;
  #second = 0;
  #inSecond = 0;
  #textInSecond = 0;

  constructor(parts: MessageGateParts) {
    this.#parts = parts;
  }

  /** The message, if it may pass. */
  pass(message: unknown): PageMessage | undefined {
    const why = this.#count(message);
    const read = why === undefined ? readPageMessage(message) : undefined;
    const refused = why ?? (read ? this.#judge(read) : "malformed");
    if (refused !== undefined) {
      this.#parts.onRefused(refused, refused === unknownRow ? read?.seq : undefined);
      return undefined;
    }
    this.#last = read?.seq ?? this.#last;
    return read;
  }

  /** The page is loaded anew, and begins to number its messages anew. */
  startAnew(): void {
    this.#last = 0;
  }

  /** What can be told without reading it. */
  #count(message: unknown): string | undefined {
    const second = Math.floor(this.#parts.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#inSecond = 0;
      this.#textInSecond = 0;
    }
    this.#inSecond += 1;
    if (this.#inSecond > mostInSecond) {
      return "too many";
    }
    if (typeof message !== "string") {
      return "no text";
    }
    if (message.length > longestPageMessage) {
      return "too long";
    }
    this.#textInSecond += message.length;
    return this.#textInSecond > mostTextInSecond ? "too much" : undefined;
  }

  #judge(message: PageMessage): string | undefined {
    if (message.seq <= this.#last) {
      return "played before";
    }
    const rows = "rows" in message ? message.rows : "row" in message ? [message.row] : [];
    return rows.every((id) => this.#parts.knowsRow(id)) ? undefined : unknownRow;
  }
}
