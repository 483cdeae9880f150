import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "./findChromium.ts";

const quiet = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium's own errands (updates, hints, lists) find no host; what pages ask for goes through their profile's proxy.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  // Else Chromium asks whether a page that Playwright answered may talk to the server on loopback.
  "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,AutofillServerCommunication",
];

/** Starts a Chromium, installing one first where there is none. Throws when none can be found or installed. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env, args = [] } = findChromium();
  const runsAsRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      ...quiet,
      ...args,
      // Chromium's sandbox refuses to run as root, as it does in most containers.
      ...(runsAsRoot ? ["--no-sandbox"] : []),
    ],
  });
}

export interface ProfileOptions {
  /** The forward proxy that pages' traffic goes through, all but that to the own machine. */
  readonly proxy?: string;
  /** The size of the window in pixels; default: 1280 × 800. */
  readonly width?: number;
  readonly height?: number;
  /** Physical pixels for each of these; default: 1. */
  readonly scale?: number;
}

/** A fresh browser profile. */
export function newProfile(browser: Browser, options: ProfileOptions = {}): Promise<BrowserContext> {
  const { proxy, width = 1280, height = 800, scale = 1 } = options;
  return browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    // The local Azure's certificates are signed by a CA of its own.
    ignoreHTTPSErrors: true,
    ...(proxy !== undefined && { proxy: { server: proxy, bypass: "127.0.0.1, localhost" } }),
  });
}
