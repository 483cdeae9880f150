/** As much of VS Code as words need. */
export const wordsOnly = {
  l10n: {
    t: (text: string, ...values: readonly unknown[]): string =>
      text.replaceAll(/\{(\d)\}/g, (_all, place: string) => String(values[Number(place)])),
  },
  window: {
    createOutputChannel: (): unknown => ({ info: () => undefined, error: () => undefined }),
  },
  workspace: {},
  env: { language: "en" },
  EventEmitter: class {
    readonly event = (): void => undefined;
  },
};
