import type { HostMessage } from "../ui/protocol.ts";

type Told = Extract<HostMessage, { type: "told" }>;

/** Something that the user asked for here, and how it goes. */
export type Act =
  | { readonly phase: "running"; readonly act: number; readonly words: string }
  | {
      readonly phase: "told";
      readonly act: number;
      readonly how: Told["how"];
      readonly words: string;
      readonly canUndo: boolean;
    };

/** The last act of each subject: a row by its id, or the whole table. */
export class ActBook {
  readonly #acts = new Map<string, Act>();

  of(subject: string): Act | undefined {
    return this.#acts.get(subject);
  }

  /** An act begins; what the one before said is no longer of interest. */
  begin(subject: string, act: number): void {
    this.#acts.set(subject, { phase: "running", act, words: "" });
  }

  /** Forgets what was told. */
  dismiss(subject: string): void {
    this.#acts.delete(subject);
  }

  /** Takes over what the extension says of an act. Says nothing of acts that are unknown or no longer the last. */
  read(message: Extract<HostMessage, { type: "progress" | "told" }>): void {
    const subject = this.#subjectOf(message.act);
    if (subject === undefined) {
      return;
    }
    if (message.type === "progress") {
      this.#acts.set(subject, { phase: "running", act: message.act, words: message.words });
      return;
    }
    const { act, how, words, canUndo } = message;
    if (words === "" && !canUndo) {
      this.#acts.delete(subject);
    } else {
      this.#acts.set(subject, { phase: "told", act, how, words, canUndo });
    }
  }

  #subjectOf(act: number): string | undefined {
    for (const [subject, known] of this.#acts) {
      if (known.act === act && known.phase === "running") {
        return subject;
      }
    }
    return undefined;
  }
}
