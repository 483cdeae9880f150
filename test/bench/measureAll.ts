import { launchChromium, newProfile } from "../vscode/chromium.ts";
import { measureActivation } from "./activation.ts";
import { extensionVsix } from "./baselines/extensionVsix.ts";
import { staticTree } from "./baselines/staticTree.ts";
import type { Figure } from "./figure.ts";
import { measureFirstRows } from "./firstRows.ts";
import { measureOneLink } from "./oneLink.ts";
import { startSignedInVscode } from "./signedInVscode.ts";

const activations = 7;
const firstRows = 5;

/** All figures of the extension packed in `vsix`; `folder` is for what the baselines need. */
export async function measureAll(vsix: string, folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const browser = await launchChromium();
  try {
    const context = await newProfile(browser);
    figures.push(await measureActivation(vsix, folder, context, activations));
  } finally {
    await browser.close();
  }
  const vscode = await startSignedInVscode(async ({ accounts, tenants }) => {
    const username = accounts[0]?.username ?? "";
    const names = tenants
      .filter(({ members }) => members.includes(username))
      .map(({ displayName, tenantId }) => displayName || tenantId);
    return [vsix, await extensionVsix(folder, staticTree(names))];
  });
  try {
    figures.push(await measureOneLink(vscode.workbench, vscode.azure));
    figures.push(await measureFirstRows(vscode.workbench, firstRows));
  } finally {
    await vscode.stop();
  }
  return figures;
}
