/** Who has something to say above the tree, in the order in which it is shown. */
type Speaker = "scope" | "checks";

/** The line above the tree, which several parts share. */
export class ViewMessage {
  readonly #view: { message?: string | undefined };
  readonly #said: Record<Speaker, string> = { scope: "", checks: "" };

  constructor(view: { message?: string | undefined }) {
    this.#view = view;
  }

  /** Says something, or nothing more. */
  say(speaker: Speaker, text: string): void {
    if (this.#said[speaker] !== text) {
      this.#said[speaker] = text;
      const parts = Object.values(this.#said).filter((part) => part !== "");
      this.#view.message = parts.join(" · ");
    }
  }
}
