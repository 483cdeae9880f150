import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { vscode: path.join(import.meta.dirname, "vscodeStub.ts") } },
  test: {
    name: "pages",
    include: ["test/pages/**/*.test.ts"],
    globalSetup: ["test/pages/globalSetup.ts"],
    // Two files at once, each with a browser of its own.
    maxWorkers: 2,
    // On a busy machine a browser is slow; once more tells a slow moment from a fault.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
