import { build } from "esbuild";
import { repository } from "../../../scripts/repository.ts";

/** `@azure/identity` as an extension would bundle it that needs two of its credentials: the text of a CommonJS module. */
export async function azureIdentity(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ClientAssertionCredential, ClientSecretCredential } from "@azure/identity";`,
      resolveDir: repository,
    },
    bundle: true,
    minify: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node22",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}
