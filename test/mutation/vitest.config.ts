import { configDefaults, defineConfig } from "vitest/config";

/** The unit tests, but for those that read the sources as texts: they see each mutant, which proves nothing. */
export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts"],
    exclude: [
      ...configDefaults.exclude,
      "test/unit/{checks,secrets}/**",
      "test/unit/{walls,figure,layerResult}.test.ts",
    ],
    testTimeout: 10_000,
  },
});
