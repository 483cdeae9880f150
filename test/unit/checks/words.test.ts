import { describe, expect, test } from "vitest";
import { manifestWordProblems } from "../../../scripts/checks/manifestWords.ts";
import { unexportableWords } from "../../../scripts/checks/translatableWords.ts";
import { exportWords } from "../../../scripts/l10n.ts";

describe("the words of package.json", () => {
  test("are fine when every key is there and used", () => {
    expect(manifestWordProblems('{ "title": "%title%" }', { title: "Link" })).toEqual([]);
  });

  test("must all be there, be used, and say something", () => {
    expect(manifestWordProblems('{ "title": "%title%" }', { name: " " })).toEqual([
      'package.nls.json lacks "title"',
      'package.json does not use "name"',
      '"name" has no words',
    ]);
  });
});

describe("the readable parts of package.json", () => {
  test("must be keys, or nobody can translate them", () => {
    const manifest = `{ "contributes": { "commands": [{ "command": "a.b", "title": "Link" }],
      "views": { "c": [{ "id": "a.c", "name": "Tenants" }] } } }`;
    expect(manifestWordProblems(manifest, {})).toEqual([
      'cannot be translated, it needs a %key%: "title": "Link"',
      'cannot be translated, it needs a %key%: "id": "a.c", "name": "Tenants"',
    ]);
  });
});

describe("the words of the code", () => {
  test("are exported in the order of the alphabet", async () => {
    const source = `import * as vscode from "vscode";
      vscode.l10n.t("Not linked"); vscode.l10n.t("Linked to {0}", id);`;
    const words = await exportWords([source]);
    expect(Object.entries(words)).toEqual([
      ["Linked to {0}", "Linked to {0}"],
      ["Not linked", "Not linked"],
    ]);
  });

  test("must be literal, or the export does not find them", () => {
    expect(unexportableWords("a.ts", 'l10n.t("Linked");\nl10n.t(words[state]);')).toEqual([
      "a.ts: l10n.t needs literal words, not: words[state]);",
    ]);
    expect(unexportableWords("a.ts", "l10n.t(\n  `Linked ${id}`,\n);")).toHaveLength(1);
    expect(unexportableWords("a.ts", 'l10n.t(\n  "Linked",\n);\nl10n.t({ message: "Linked" });')).toEqual([]);
  });
});
