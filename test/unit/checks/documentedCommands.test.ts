import { expect, test } from "vitest";
import { unknownCommands } from "../../../scripts/checks/documentedCommands.ts";

test("a document that tells people to run a command that does not exist is wrong", () => {
  const text = "Run `npm start`, then `npm run bench` or `npm run test:unit -- --watch`, and `npm ci`.";
  expect(unknownCommands("README.md", text, new Set(["start", "bench", "test:unit"]))).toEqual([]);
  expect(unknownCommands("README.md", text, new Set(["start", "test:unit"]))).toEqual([
    'README.md says "npm run bench", which package.json does not have',
  ]);
});
