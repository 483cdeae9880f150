/** Requests that are applied some time after they were answered. */
export class LaterWork {
  readonly #timers = new Set<NodeJS.Timeout>();

  /** Does `work` in so many milliseconds, unless it is forgotten before. What it gives is of no interest. */
  add(milliseconds: number, work: () => Promise<unknown>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work().catch((error: unknown) => console.error(error));
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Nothing that was to be done is done any more. */
  forget(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }
}
