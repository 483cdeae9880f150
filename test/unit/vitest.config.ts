import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "unit",
    include: ["test/unit/**/*.test.ts"],
    // All cores: vitest would leave one idle, which is half of a small machine.
    maxWorkers: "100%",
    testTimeout: 10_000,
  },
});
