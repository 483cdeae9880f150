import { test as base } from "./contractTest.ts";
import { Specification } from "./specification.ts";

/** A contract test that can judge traffic by Microsoft's specifications. */
// oxlint-disable-next-line no-empty-pattern
export const test = base.extend("specification", { scope: "file" }, async ({}) => Specification.load());
