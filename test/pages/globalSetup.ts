import { buildBundles } from "../../scripts/build.ts";
import { installRig } from "../vscode/installRig.ts";

/** Runs once, before all tests of pages. */
export async function setup(): Promise<void> {
  installRig();
  await buildBundles();
}
