import { expect, test } from "vitest";
import { unprovedPackages } from "../../../scripts/checks/lockIntegrity.ts";

const proved = { integrity: `sha512-${"A".repeat(86)}==` };

test("a package without a hash, or with a weak one, is found unless it is explained", () => {
  const packages = {
    "": {},
    "node_modules/good": proved,
    "node_modules/other-platform": {},
    "node_modules/weak": { integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" },
    "node_modules/short": { integrity: "sha512-AA==" },
    "node_modules/here": { link: true },
  };
  expect(unprovedPackages("lock", packages, new Set(["node_modules/here"]))).toEqual([
    "lock has no sha512 for node_modules/other-platform",
    "lock has no sha512 for node_modules/weak",
    "lock has no sha512 for node_modules/short",
  ]);
});

test("an explanation that nothing needs any more is found", () => {
  const known = new Set(["node_modules/good", "node_modules/gone"]);
  expect(unprovedPackages("lock", { "node_modules/good": proved }, known)).toEqual([
    "lock: node_modules/good need not be explained any more",
    "lock: node_modules/gone need not be explained any more",
  ]);
});
