import type { TestProject } from "vitest/node";
import { buildVsix } from "../../scripts/package.ts";
import { installRig } from "../vscode/installRig.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The extension as it is shipped. */
    readonly vsix: string;
  }
}

/** Runs once, before all end-to-end tests. */
export async function setup(project: TestProject): Promise<void> {
  installRig();
  project.provide("vsix", await buildVsix());
}
