import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "e2e",
    include: ["test/e2e/**/*.e2e.test.ts"],
    globalSetup: ["test/e2e/globalSetup.ts"],
    // One VS Code and one browser at a time.
    fileParallelism: false,
    // A browser and a server on a busy machine: once more tells a slow moment from a fault. Both tries are reported.
    retry: 1,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
