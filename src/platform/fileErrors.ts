import { lstat, rm } from "node:fs/promises";

/** On Windows, a file that is being looked at (virus scanners do) cannot be touched for a moment. Milliseconds. */
const retries = [20, 100, 500];

/** Whether `error` is the system's, with one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** Does what may fail for a moment while somebody looks at the file; tries again for as long as that takes. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const wait of retries) {
    try {
      return await act();
    } catch (error) {
      if (!hasCode(error, "EPERM", "EACCES", "EBUSY")) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return act();
}

/** What a window that crashed has left is removed when it is so old. Milliseconds. */
const abandoned = 60 * 60_000;

/** Removes a file that nobody can be using any more. Never throws: one that stays harms nobody. */
export async function removeOld(file: string): Promise<void> {
  try {
    if (Date.now() - (await lstat(file)).mtimeMs > abandoned) {
      await rm(file, { force: true, recursive: true });
    }
  } catch {
    // another window has finished or removed it just now; or the system does not allow it
  }
}
