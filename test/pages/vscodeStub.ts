// In the place of VS Code's API, for the words that the extension gives to its pages.

function fill(message: string, ...values: readonly (string | number)[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

export const l10n = { t: fill };
export const env = { language: "en" };
