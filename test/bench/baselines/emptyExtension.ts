import type { BenchExtension } from "./extensionVsix.ts";

/** The least that an extension can be: it is activated and does nothing. */
export function emptyExtension(name: string): BenchExtension {
  return { name, code: "exports.activate = () => {};" };
}
