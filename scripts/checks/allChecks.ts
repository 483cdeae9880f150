import type { Check } from "./check.ts";
import { toolChecks } from "./toolChecks.ts";

/** Every check of the layer `check`. */
export const allChecks: readonly Check[] = [...toolChecks];
