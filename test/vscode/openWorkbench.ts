import type { BrowserContext, Page, Route } from "playwright-core";
import { type PageConfiguration, rewriteConfiguration } from "./pageConfiguration.ts";
import { Workbench } from "./workbench.ts";

export interface OpenWorkbenchOptions {
  /** Folders of extensions under development. */
  readonly developmentExtensions?: readonly string[];
  /** The folder to open; default: none. */
  readonly folder?: string;
  /** A CommonJS module whose `run` VS Code calls in the extension host instead of waiting for a person. */
  readonly extensionTests?: string;
  /** Ids of extensions that may use every account without asking the person. */
  readonly trustedExtensions?: readonly string[];
  /** Calls before the page is opened, for what has to listen from the start. */
  readonly prepare?: (page: Page) => Promise<void>;
}

// As in Microsoft's own build of VS Code; in other builds opening the sign-in page asks the person first.
const trustedDomains = ["https://login.microsoftonline.com"];

/**
 * Opens a VS Code in a new tab of a browser that Playwright drives. What a desktop VS Code gets by command line and by
 * its product file, the web page gets by its configuration, which is rewritten on its way to the browser.
 */
export async function openWorkbench(
  context: BrowserContext,
  origin: string,
  options: OpenWorkbenchOptions = {},
): Promise<Workbench> {
  const authority = new URL(origin).host;
  const onServer = (path: string): object => ({ $mid: 1, scheme: "vscode-remote", authority, path });
  const page = await context.newPage();
  await options.prepare?.(page);
  // With a key from the server VS Code keeps secrets, such as the sign-in, when the page is loaded again.
  await context.route("**/mint-key", (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
  await page.route(
    (url) => url.origin === origin && url.pathname === "/",
    (route) =>
      rewrite(route, (configuration) => ({
        ...configuration,
        developmentOptions: {
          extensions: options.developmentExtensions?.map(onServer),
          extensionTestsPath: options.extensionTests && onServer(options.extensionTests),
        },
        productConfiguration: {
          ...configuration.productConfiguration,
          linkProtectionTrustedDomains: trustedDomains,
          trustedExtensionAuthAccess: options.trustedExtensions ?? [],
        },
      })),
  );
  const payload = JSON.stringify([["skipWelcome", "true"]]);
  const opened = options.folder === undefined ? "ew=true" : `folder=${encodeURIComponent(options.folder)}`;
  await page.goto(`${origin}/?${opened}&payload=${encodeURIComponent(payload)}`);
  return new Workbench(page);
}

async function rewrite(
  route: Route,
  change: (configuration: PageConfiguration) => PageConfiguration,
): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, body: rewriteConfiguration(await response.text(), change) });
}
