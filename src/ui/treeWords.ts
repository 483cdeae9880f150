import { customerTooltip, delegationsTooltip } from "./customerTooltip.ts";
import { stateLook } from "./applicationStates.ts";
import { entraWords } from "./entraWords.ts";
import { endWords, principalText } from "./principalText.ts";
import { rowTooltip } from "./rowTooltip.ts";

/**
 * What the tree says that is not needed when VS Code starts, and Entra ID's reasons. This file is the entry of a bundle of its
 * own, loaded with the first tooltip, the first error or the first service principal.
 */
export const treeWords = {
  endWords,
  entraWords,
  principalText,
  stateLook,
  rowTooltip,
  customerTooltip,
  delegationsTooltip,
};
