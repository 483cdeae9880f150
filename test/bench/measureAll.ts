import { launchChromium, newProfile } from "../vscode/chromium.ts";
import { measureActivation } from "./activation.ts";
import { barePrincipals, barePrincipalsCommand } from "./baselines/barePrincipals.ts";
import { bareSweep, bareSweepCommand } from "./baselines/bareSweep.ts";
import { extensionVsix } from "./baselines/extensionVsix.ts";
import { staticTree } from "./baselines/staticTree.ts";
import type { Figure } from "./figure.ts";
import { measureFirstRows } from "./firstRows.ts";
import { measureOneLink } from "./oneLink.ts";
import { measureOverview } from "./overviewPanel.ts";
import { measurePrincipalSweeps, type PrincipalSpread } from "./principalSweeps.ts";
import { measurePrincipalToken } from "./principalToken.ts";
import { startSignedInVscode } from "./signedInVscode.ts";
import { measureStallOfRemembered } from "./stall.ts";
import { openStaticViewCommand, openViewCommand, sweepProbe } from "./sweepProbe.ts";
import { countSecondOpening, measureSweeps, ourSweepCommand } from "./sweeps.ts";
import type { SweepSetting } from "./sweepVscode.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Measure = () => Promise<readonly Figure[]>;

/** What is measured. */
export interface BenchOptions {
  /** The packed extension. */
  readonly vsix: string;
  /** A folder for what the baselines need. */
  readonly folder: string;
  /** Measures also what takes many minutes. */
  readonly large: boolean;
  /** So many samples of each figure, instead of the few that a run of some minutes allows. */
  readonly samples?: number;
  /** Measures only what is called so in the list below. */
  readonly only?: readonly string[];
}

/** All figures, told to `onFigures` as they come. A measurement that breaks is told to `onError` and spoils no other. */
export async function measureAll(
  options: BenchOptions,
  onFigures: (figures: readonly Figure[]) => void,
  onError: (name: string, error: unknown) => void,
): Promise<void> {
  const browser = await launchChromium();
  try {
    for (const [name, measure] of await measurements(browser, options)) {
      if (options.only === undefined || options.only.includes(name)) {
        await measure().then(onFigures, (error: unknown) => onError(name, error));
      }
    }
  } finally {
    await browser.close();
  }
}

async function measurements(
  browser: Browser,
  { vsix, folder, large, samples }: BenchOptions,
): Promise<readonly (readonly [string, Measure])[]> {
  const bare = await extensionVsix(folder, bareSweep());
  const probe = await extensionVsix(
    folder,
    sweepProbe([
      ourSweepCommand,
      bareSweepCommand,
      barePrincipalsCommand,
      openViewCommand,
      openStaticViewCommand,
    ]),
  );
  const setting = (tenants: number, signIn: "vscode" | "demo"): SweepSetting => ({
    browser,
    vsixes: [vsix, bare, probe],
    folder,
    tenants,
    signIn,
  });
  const principals = async (tenants: number, spread: PrincipalSpread): Promise<Figure[]> => {
    const vsixes = [vsix, await extensionVsix(folder, await barePrincipals()), probe];
    return measurePrincipalSweeps({ browser, vsixes, folder, tenants }, spread, samples ?? 2);
  };
  const stallSetting = async (tenants: number): Promise<SweepSetting> => {
    const labels = Array.from({ length: tenants }, (_, index) => `Customer ${index}`);
    const tree = await extensionVsix(folder, staticTree([{ title: "Static Tree", labels }]));
    return { ...setting(tenants, "demo"), vsixes: [vsix, bare, probe, tree] };
  };
  return [
    [
      "activation",
      async () => [await measureActivation(vsix, folder, await newProfile(browser), samples ?? 5)],
    ],
    ["one link", () => oneLink(vsix)],
    ["rows", () => measureFirstRows(browser, vsix, folder, [40, 500, 5000], samples ?? 2)],
    ["overview 100", () => measureOverview(browser, vsix, folder, 100, samples ?? 2)],
    ["overview 5000", () => measureOverview(browser, vsix, folder, 5000, samples ?? 2)],
    ["sweep 20", () => measureSweeps(setting(20, "vscode"), samples ?? 2)],
    ["again 20", async () => [await countSecondOpening(setting(20, "vscode"))]],
    ["sweep 100", () => measureSweeps(setting(100, "vscode"), samples ?? 1)],
    ["principal token", () => measurePrincipalToken(browser, vsix, folder, samples ?? 4)],
    ["principal 500", () => principals(500, "one")],
    ["principal 2000", () => principals(2000, "one")],
    ["principals 500", () => principals(500, "many")],
    ["principals 2000", () => principals(2000, "many")],
    ["demo 500", () => measureSweeps(setting(500, "demo"), samples ?? 1)],
    ["demo 2000", () => measureSweeps(setting(2000, "demo"), samples ?? 1)],
    ["stall 5000", async () => [await measureStallOfRemembered(await stallSetting(5000), samples ?? 1)]],
    ...(large ? ([["demo 10000", () => measureSweeps(setting(10_000, "demo"), samples ?? 1)]] as const) : []),
  ];
}

async function oneLink(vsix: string): Promise<Figure[]> {
  const vscode = await startSignedInVscode([vsix]);
  try {
    return await measureOneLink(vscode.workbench, vscode.azure);
  } finally {
    await vscode.stop();
  }
}
