import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "e2e",
    include: ["test/e2e/**/*.e2e.test.ts"],
    globalSetup: ["test/e2e/globalSetup.ts"],
    // Two files at once, each with a local Azure, a VS Code and a browser of its own: one alone leaves two cores half idle.
    maxWorkers: 2,
    // A browser and a server on a busy machine: trying again tells a slow moment from a fault. All tries are reported.
    retry: 2,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
