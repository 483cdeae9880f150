/** Lets in one at a time. */
export class OneAtATime {
  #present: object | undefined;
  readonly #waiting: (() => void)[] = [];

  /**
   * Goes in, unless somebody is there: then it gives nothing. Gives the way out, to be taken when it is over; once more does
   * no harm.
   */
  enter(): (() => void) | undefined {
    if (this.#present) {
      return undefined;
    }
    const entered = {};
    this.#present = entered;
    return () => {
      if (this.#present === entered) {
        this.#present = undefined;
        this.#waiting.shift()?.();
      }
    };
  }

  /** Waits until nobody is there, then does it. Throws what it throws. */
  async whenFree<T>(act: () => Promise<T>): Promise<T> {
    let leave = this.enter();
    while (!leave) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      leave = this.enter();
    }
    try {
      return await act();
    } finally {
      leave();
    }
  }
}
