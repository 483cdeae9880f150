import { principalText } from "./principalText.ts";
import { rowTooltip } from "./rowTooltip.ts";

/**
 * What the tree says that is not needed when VS Code starts. This file is the entry of a bundle of its own, loaded with the
 * first tooltip or the first service principal.
 */
export const treeWords = { principalText, rowTooltip };
