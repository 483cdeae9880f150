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
 *
 * @param stepsFor the steps, or which they are after what was entered: then those up to the present one must stay.
 * @param first where it begins, counted from 0: what comes before was entered already.
 */
export async function runWizard<S>(
  start: S,
  stepsFor: readonly WizardStep<S>[] | ((state: S) => readonly WizardStep<S>[]),
  first = 0,
): Promise<S | undefined> {
  let state = start;
  let index = first;
  for (;;) {
    const steps = typeof stepsFor === "function" ? stepsFor(state) : stepsFor;
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
