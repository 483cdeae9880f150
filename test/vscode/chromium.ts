import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./findChromium.ts";

export interface ChromiumOptions {
  /** The forward proxy that the browser sends everything but loopback traffic to. */
  readonly proxy?: string;
  /** Show the browser's window; default: no. */
  readonly visible?: boolean;
}

const quiet = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Else Chromium asks whether a page that Playwright answered may talk to the server on loopback.
  "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
];

/** Starts a Chromium, installing one first where there is none. Throws when none can be found or installed. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { executablePath, env, args = [] } = findChromium();
  const runsAsRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    headless: options.visible !== true,
    env: { ...process.env, ...env },
    args: [
      ...quiet,
      ...args,
      // Chromium's sandbox refuses to run as root, as it does in most containers.
      ...(runsAsRoot ? ["--no-sandbox"] : []),
      ...(options.proxy === undefined ? [] : [`--proxy-server=${options.proxy}`]),
    ],
  });
}
