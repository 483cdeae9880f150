import { expect, it, vi } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { parseEntry } from "../../../src/platform/settings.ts";

vi.mock("vscode", async () => (await import("../testing/anyVscode.ts")).anyVscode({}));

const schema =
  manifest.contributes.configuration.properties["partnerAdminLink.partnerIds"].items.properties.id;

it.each([
  ["4567890", ["4567890"]],
  ["1234567890", ["1234567890"]],
  ["0", []],
  ["0000000", []],
  ["12x", []],
])("The settings and what VS Code marks in them agree on what a partner ID is: %s", (id, read) => {
  expect(parseEntry({ id })).toEqual(read);
  expect(new RegExp(schema.pattern).test(id)).toBe(read.length > 0);
});
