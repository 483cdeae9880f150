import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "package",
    include: ["test/package/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
