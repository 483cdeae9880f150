import path from "node:path";

/** The absolute path of the repository's root. */
export const repository: string = path.dirname(import.meta.dirname);
