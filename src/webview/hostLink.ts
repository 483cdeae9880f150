import { type HostMessage, type PageMessage, readHostMessage } from "../ui/protocol.ts";

/** What VS Code gives a page to talk to the extension and to keep a state with. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** A message as a page thinks of it: its number comes when it is sent. */
type Unnumbered<M> = M extends PageMessage ? Omit<M, "seq"> : never;
export type PageAsk = Unnumbered<PageMessage>;

/** Talks to the extension in the one protocol: numbers what goes out, and lets nothing in that is not a message. */
export class HostLink {
  readonly #api: VsCodeApi;
  #last: number;

  /** @param now The numbers start at the time, so that they rise even after the page was loaded again. */
  constructor(api: VsCodeApi, now: number) {
    this.#api = api;
    this.#last = now;
  }

  /** Sends a message. Returns its number, by which the extension tells how the act goes on. */
  send(ask: PageAsk): number {
    this.#last += 1;
    // VS Code's own, which goes to the extension alone.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#api.postMessage(JSON.stringify({ ...ask, seq: this.#last }));
    return this.#last;
  }

  /** Calls `listener` with each message of the extension; whatever else arrives is dropped, and the first time reported. */
  listen(source: Pick<Window, "addEventListener">, listener: (message: HostMessage) => void): void {
    let isReported = false;
    source.addEventListener("message", (event: MessageEvent<unknown>) => {
      const message = readHostMessage(event.data);
      if (message) {
        listener(message);
      } else if (!isReported) {
        isReported = true;
        this.send({ type: "unreadable" });
      }
    });
  }
}
