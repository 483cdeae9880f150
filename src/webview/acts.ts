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

/**
 * What the user asked for, by subject: a row by its id, or the whole table. An act that runs is shown before what an earlier
 * one told; what was told stays until it is dismissed or something else is told: it may be the only way to undo.
 */
export class ActBook {
  /** By number, the oldest first. */
  readonly #acts = new Map<number, { readonly subject: string; readonly act: Act }>();

  /** What is to be shown of a subject: the newest that runs, else the last that was told. */
  of(subject: string): Act | undefined {
    const acts = [...this.#acts.values()].filter((known) => known.subject === subject);
    const shown = acts.findLast(({ act }) => act.phase === "running") ?? acts.at(-1);
    return shown?.act;
  }

  /** An act begins. What an earlier one told is no longer of interest, unless it can be undone. */
  begin(subject: string, act: number): void {
    this.#forget(subject, (told) => !told.canUndo);
    this.#acts.set(act, { subject, act: { phase: "running", act, words: "" } });
  }

  /** Forgets what was told. */
  dismiss(subject: string): void {
    this.#forget(subject, () => true);
  }

  /** Takes over what the extension says of an act. Says nothing of acts that are unknown or over. */
  read(message: Extract<HostMessage, { type: "progress" | "told" }>): void {
    const known = this.#acts.get(message.act);
    if (known?.act.phase !== "running") {
      return;
    }
    const { subject } = known;
    if (message.type === "progress") {
      this.#acts.set(message.act, {
        subject,
        act: { phase: "running", act: message.act, words: message.words },
      });
      return;
    }
    const { act, how, words, canUndo } = message;
    this.#acts.delete(act);
    if (words !== "" || canUndo) {
      this.dismiss(subject);
      this.#acts.set(act, { subject, act: { phase: "told", act, how, words, canUndo } });
    }
  }

  #forget(subject: string, which: (told: Act & { phase: "told" }) => boolean): void {
    for (const [number, known] of this.#acts) {
      if (known.subject === subject && known.act.phase === "told" && which(known.act)) {
        this.#acts.delete(number);
      }
    }
  }
}
