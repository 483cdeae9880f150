/** Where a step stands among those that the person sees. */
export interface Place {
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
}

/** What a step came to: on to the next one or back to the one before, with what was entered; undefined: escaped. */
export type StepAnswer<S> = { readonly go: "on" | "back"; readonly state: S } | undefined;

/** One step of a wizard: asks the person for one thing. What was entered before comes in with `state`. */
export type WizardStep<S> = (state: S, place: Place) => Promise<StepAnswer<S>>;

/**
 * Asks step after step, forth and back; what was entered is kept on the way. Gives all that was entered, or undefined if
 * the person escaped from any step or went back before the first one.
 */
export async function runWizard<S>(start: S, steps: readonly WizardStep<S>[]): Promise<S | undefined> {
  let state = start;
  let index = 0;
  for (;;) {
    const step = steps[index];
    if (!step) {
      return index < 0 ? undefined : state;
    }
    const answer = await step(state, { step: index + 1, steps: steps.length });
    if (!answer) {
      return undefined;
    }
    ({ state } = answer);
    index += answer.go === "on" ? 1 : -1;
  }
}
