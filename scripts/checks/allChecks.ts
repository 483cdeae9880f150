import type { Check } from "./check.ts";
import { documentedCommands } from "./documentedCommands.ts";
import { lockIntegrity } from "./lockIntegrity.ts";
import { manifestWords } from "./manifestWords.ts";
import { publicNames } from "./publicNames.ts";
import { toolChecks } from "./toolChecks.ts";
import { translatableWords } from "./translatableWords.ts";

/** Every check of the layer `check`. */
export const allChecks: readonly Check[] = [
  ...toolChecks,
  publicNames,
  manifestWords,
  translatableWords,
  documentedCommands,
  lockIntegrity,
];
