import { defineConfig } from "oxlint";
import { walls } from "./scripts/walls.ts";

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "promise", "vitest"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  ignorePatterns: ["dist", "out", "**/node_modules", "test/vscode/stubs"],
  rules: {
    "max-lines": ["error", { max: 400 }],
    eqeqeq: "error",
    "no-var": "error",
    "prefer-const": "error",
    "no-await-in-loop": "off",
    "no-shadow": "off",
    "no-underscore-dangle": "off",
    "import/no-default-export": "error",
    "import/no-cycle": "error",
    "oxc/no-barrel-file": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/no-unsafe-type-assertion": "off",
    "unicorn/prefer-node-protocol": "error",
    // Only as a namespace, so that the walls see what is used of it.
    "unicorn/import-style": [
      "error",
      { styles: { vscode: { namespace: true } }, extendDefaultStyles: false },
    ],
    "typescript/no-require-imports": "error",
    "typescript/restrict-template-expressions": "error",
    "typescript/no-base-to-string": "error",
    // Layers have a `test` of their own, with fixtures.
    "vitest/no-standalone-expect": ["error", { additionalTestBlockFunctions: ["test", "test.for"] }],
  },
  overrides: [
    { files: ["**/*.config.ts"], rules: { "import/no-default-export": "off" } },
    {
      // Here `test` is vitest's, extended with a VS Code.
      files: ["test/e2e/**"],
      rules: { "vitest/no-standalone-expect": ["error", { additionalTestBlockFunctions: ["test"] }] },
    },
    {
      // In src/ these two keep text from outside (`Untrusted`) out of texts that are shown; tests show nothing to anybody.
      files: ["test/**"],
      rules: { "typescript/restrict-template-expressions": "off", "typescript/no-base-to-string": "off" },
    },
    ...walls,
  ],
});
