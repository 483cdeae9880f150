/** So long changes are collected before they are drawn. Milliseconds. */
const frameTime = 16;

/** Draws at most once a frame, however often it is asked: a sweep changes thousands of rows a second. */
export class Frame {
  readonly #draw: () => void;
  readonly #length: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param length how long a frame is, for what is dear to draw. Milliseconds. */
  constructor(draw: () => void, length: number = frameTime) {
    this.#draw = draw;
    this.#length = length;
  }

  /** Asks for a drawing at the end of this frame. */
  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#draw();
    }, this.#length);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
