import type { BrowserContext } from "playwright-core";

/** Something that a browser profile keeps, and where it is. */
interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * What a browser profile keeps: in the browser edition VS Code has its state, its secret storage and some of its settings there. Cookies are
 * left out: those of the sign-in page belong to that page.
 */
export async function readBrowser(context: BrowserContext): Promise<Kept[]> {
  const { origins } = await context.storageState({ indexedDB: true });
  const kept: Kept[] = [];
  for (const { origin, localStorage, ...others } of origins) {
    for (const { name, value } of localStorage) {
      kept.push({ name: `local storage of ${origin}: ${name}`, bytes: Buffer.from(value) });
    }
    kept.push({ name: `databases of ${origin}`, bytes: Buffer.from(JSON.stringify(others)) });
  }
  return kept;
}
