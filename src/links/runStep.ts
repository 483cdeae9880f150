import type { DoubtfulStep } from "./doubts.ts";
import type { BegunStep, StepOutcome } from "./stepTask.ts";

/** A step of a run in doubt, which tells the run when it ends. */
export class RunStep implements DoubtfulStep {
  readonly index: number;
  readonly begun: BegunStep;
  readonly #onEnd: (index: number, outcome: StepOutcome) => void;

  /** @param index the step's in the plan. */
  constructor(index: number, begun: BegunStep, onEnd: (index: number, outcome: StepOutcome) => void) {
    this.index = index;
    this.begun = begun;
    this.#onEnd = onEnd;
  }

  get due(): number {
    return this.begun.due;
  }

  get mayWrite(): boolean {
    return this.begun.mayWrite ?? false;
  }

  async readAgain(): Promise<boolean> {
    const isLeft = await this.begun.readAgain();
    if (this.begun.outcome) {
      this.#onEnd(this.index, this.begun.outcome);
    }
    return isLeft;
  }
}
