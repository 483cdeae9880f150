declare const foreign: unique symbol;

/**
 * Text from outside: names of tenants, partners and accounts, what Azure and Entra ID say. Any text may be handed over as one, but
 * none is taken for a text again that may be shown: `ui/plainText.ts` and `ui/markdown.ts` make one of it, and nothing else does.
 */
export type Untrusted = string | { readonly [foreign]: never };

/** The text as it came, to be compared, searched, sorted, stored or sent; never to be shown. */
export function rawText(text: Untrusted): string;
export function rawText(text: Untrusted | undefined): string | undefined;
export function rawText(text: Untrusted | undefined): string | undefined {
  return text as string | undefined;
}
