import type { BrowserContext } from "playwright-core";

/** Notes which hosts the pages of a browser ask for something. */
export class Traffic {
  readonly #hosts = new Set<string>();

  constructor(context: BrowserContext) {
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol)) {
        this.#hosts.add(url.hostname);
      }
    });
  }

  /** The names of the hosts asked so far, in alphabetical order. */
  get hosts(): readonly string[] {
    return [...this.#hosts].toSorted();
  }
}
