/** So long changes are collected before they are drawn. Milliseconds. */
const frameTime = 16;

/** Draws at most once a frame, however often it is asked: a sweep changes thousands of rows a second. */
export class Frame {
  readonly #draw: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Asks for a drawing at the end of this frame. */
  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#draw();
    }, frameTime);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
