import type { launchChromium } from "../vscode/chromium.ts";

// The rig has packages of its own, which only its files can import.

/** A browser of the rig. */
export type Browser = Awaited<ReturnType<typeof launchChromium>>;

/** One of its tabs. */
export type Page = Awaited<ReturnType<Browser["newPage"]>>;
