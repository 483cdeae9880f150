import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";
import { buildBundles } from "../../scripts/build.ts";
import { bundles } from "../../scripts/bundles.ts";
import { repository } from "../../scripts/repository.ts";
import type { createAzureArm } from "../../src/azure/azureArm.ts";
import { isPalError, PalError } from "../../src/model/palError.ts";

it("An error from one bundle is known in another by its code, although its class is not", async () => {
  await buildBundles();
  const require = createRequire(import.meta.url);
  const bundle = require(path.join(repository, "dist", "azure.js")) as {
    createAzureArm: typeof createAzureArm;
  };
  const arm = bundle.createAzureArm(() => Promise.reject(new TypeError("fetch failed")));
  const error: unknown = await arm
    .readLink({ token: { token: "t", cloud: "public", expiresAt: 0 } })
    .catch((e: unknown) => e);
  expect(isPalError(error)).toBe(true);
  expect(error).toMatchObject({ code: "unreachable" });
  expect(error instanceof PalError).toBe(false);
});

it.each(bundles)(
  "$outfile asks for VS Code's API once, and makes no copy of it for each file",
  async ({ outfile }) => {
    await buildBundles();
    const code = await readFile(path.join(repository, outfile), "utf8");
    const wanted = code.match(/.{0,20}require\("vscode"\)/g) ?? [];
    expect(wanted.length).toBeLessThanOrEqual(1);
    // `name(require("vscode"))` would be esbuild's copy.
    expect(wanted[0] ?? "").not.toMatch(/\(require/);
  },
);
