/** A language as `Intl` takes it: VS Code's display language need not be a name that it can read; English then. */
export function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}
