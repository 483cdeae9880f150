import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { array, number, object, optional, parse, string } from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const repository = path.join(import.meta.dirname, "..", "..");

/** One line of code in a file of the house. */
interface Case {
  readonly file: string;
  readonly code: string;
}

const refused: readonly Case[] = [
  { file: "src/extension.ts", code: 'import "./links/linkStore.ts";' },
  { file: "src/app.ts", code: 'import "../test/azure/localAzure.ts";' },
  { file: "src/app.ts", code: 'import { authentication } from "vscode"; authentication;' },
  { file: "src/model/tenant.ts", code: 'import type { Uri } from "vscode"; export type T = Uri;' },
  { file: "src/model/tenant.ts", code: 'import "node:path";' },
  { file: "src/model/tenant.ts", code: 'import "valibot";' },
  { file: "src/model/tenant.ts", code: 'import "../links/linkStore.ts";' },
  { file: "src/model/tenant.ts", code: 'export * from "../links/linkStore.ts";' },
  { file: "src/model/tenant.ts", code: 'void import("../links/linkStore.ts");' },
  { file: "src/model/tenant.ts", code: "Date.now();" },
  { file: "src/model/tenant.ts", code: "Math.random();" },
  { file: "src/model/tenant.ts", code: "performance.now();" },
  { file: "src/model/tenant.ts", code: 'void fetch("https://example.com");' },
  { file: "src/model/tenant.ts", code: 'void globalThis.fetch("https://example.com");' },
  { file: "src/model/tenant.ts", code: "setTimeout(() => {}, 1);" },
  { file: "src/azure/azureArm.ts", code: 'import "vscode";' },
  { file: "src/azure/azureArm.ts", code: 'import "../links/linkStore.ts";' },
  { file: "src/azure/azureArm.ts", code: 'import "node:https";' },
  { file: "src/azure/azureArm.ts", code: 'void fetch("https://example.com");' },
  { file: "src/links/linkStore.ts", code: 'import "vscode";' },
  { file: "src/links/linkStore.ts", code: 'import "@azure/core-auth";' },
  { file: "src/links/linkStore.ts", code: 'import "../azure/azureArm.ts";' },
  { file: "src/links/linkStore.ts", code: "Date.now();" },
  { file: "src/links/linkStore.ts", code: "setTimeout(() => {}, 1);" },
  { file: "src/identity/vscodeAccounts.ts", code: 'import "../links/linkStore.ts";' },
  { file: "src/identity/vscodeAccounts.ts", code: 'void fetch("https://example.com");' },
  { file: "src/ui/tenantTree.ts", code: 'import "../azure/azureArm.ts";' },
  { file: "src/ui/tenantTree.ts", code: 'import "../commands/link.ts";' },
  { file: "src/ui/tenantTree.ts", code: 'import { authentication } from "vscode"; authentication;' },
  { file: "src/commands/link.ts", code: 'import "../azure/azureArm.ts";' },
  { file: "src/commands/link.ts", code: 'import "../identity/vscodeAccounts.ts";' },
  { file: "src/commands/link.ts", code: 'import * as vscode from "vscode"; vscode.authentication;' },
  {
    file: "src/commands/link.ts",
    code: "export const keep = (context: { secrets: unknown }) => context.secrets;",
  },
  { file: "src/recipes/curl.ts", code: 'import "vscode";' },
  { file: "src/recipes/curl.ts", code: 'import "../links/linkStore.ts";' },
  { file: "src/recipes/curl.ts", code: 'import "node:child_process";' },
  { file: "src/recipes/curl.ts", code: "Date.now();" },
  { file: "src/platform/log.ts", code: 'import "../ui/words.ts";' },
  { file: "src/agent/tools.ts", code: 'import "../azure/azureArm.ts";' },
  { file: "src/webview/page.ts", code: 'import "vscode";' },
  { file: "src/webview/page.ts", code: 'import "../ui/words.ts";' },
  { file: "src/webview/page.ts", code: 'import "../ui/prompts.ts";' },
  { file: "src/webview/page.ts", code: 'import "../links/linkStore.ts";' },
  { file: "src/webview/page.ts", code: 'import "../ui/pageHost.ts";' },
  {
    file: "src/webview/page.ts",
    code: 'import { pageWords } from "../ui/pageWords.ts"; pageWords;',
  },
  { file: "src/webview/page.ts", code: 'import "@vscode/codicons";' },
  { file: "src/webview/page.ts", code: 'import "@azure/core-auth";' },
  { file: "src/webview/page.ts", code: 'import "node:path";' },
  { file: "src/webview/page.ts", code: 'import { isGuid } from "../model/tenant.ts"; isGuid;' },
  { file: "test/azure/localAzure.ts", code: 'import "../../src/model/tenant.ts";' },
  { file: "test/contract/arm.test.ts", code: 'import "../../src/model/tenant.ts";' },
  { file: "test/vscode/workbench.ts", code: 'import "../../src/model/tenant.ts";' },
  { file: "test/bench/baselines/link.ts", code: 'import "../../../src/model/tenant.ts";' },
];

const allowed: readonly Case[] = [
  { file: "src/extension.ts", code: 'import "./app.ts";' },
  {
    file: "src/app.ts",
    code: 'import "./azure/azureArm.ts"; import "./ui/tenantTree.ts"; import * as vscode from "vscode"; vscode.window;',
  },
  { file: "src/model/tenant.ts", code: 'import "./partnerId.ts"; Date.parse("2026-01-01");' },
  { file: "src/azure/azureArm.ts", code: 'import "../model/tenant.ts"; import "@azure/core-auth";' },
  { file: "src/links/linkStore.ts", code: 'import "../model/tenant.ts"; import "./tokenGate.ts";' },
  {
    file: "src/identity/vscodeAccounts.ts",
    code: 'import * as vscode from "vscode"; vscode.authentication;',
  },
  {
    file: "src/ui/tenantTree.ts",
    code: `import * as vscode from "vscode"; vscode.window; import "../links/linkStore.ts";`,
  },
  { file: "src/commands/link.ts", code: 'import "../ui/words.ts"; import "../platform/log.ts";' },
  { file: "src/commands/link.ts", code: 'import "../recipes/curl.ts";' },
  { file: "src/recipes/curl.ts", code: 'import "../model/change.ts"; import "./recipeChange.ts";' },
  { file: "test/contract/recipes.test.ts", code: 'import "../../src/recipes/curl.ts";' },
  {
    file: "src/webview/page.ts",
    code: 'import type { Tenant } from "../model/tenant.ts"; import "../ui/protocol.ts"; export type T = Tenant;',
  },
  {
    file: "src/webview/page.ts",
    code: 'import { html } from "lit"; import { repeat } from "lit/directives/repeat.js"; html; repeat;',
  },
  {
    file: "src/webview/page.ts",
    code: 'import "@vscode-elements/elements/dist/vscode-button/index.js"; import "./tenantForm.ts";',
  },
  {
    file: "src/webview/page.ts",
    code: 'import { parsePartnerId } from "../model/partnerId.ts"; parsePartnerId;',
  },
  {
    file: "src/webview/page.ts",
    code: 'import { searchWords } from "../model/searchWords.ts"; searchWords;',
  },
  {
    file: "src/webview/page.ts",
    code: 'import type { PageWordKey } from "../ui/pageWords.ts"; export type K = PageWordKey;',
  },
];

const reportSchema = object({
  diagnostics: array(
    object({
      filename: string(),
      code: optional(string(), ""),
      labels: array(object({ span: object({ line: number() }) })),
    }),
  ),
});

/** Writes the cases, one a line, into files of a copy of the house that holds nothing else. */
async function writeHouse(folder: string, cases: readonly Case[]): Promise<void> {
  const lines = new Map<string, string[]>();
  for (const { file, code } of cases) {
    lines.set(file, [...(lines.get(file) ?? []), code]);
  }
  for (const [file, code] of lines) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), code.join("\n"));
  }
  await copyFile(path.join(repository, "oxlint.config.ts"), path.join(folder, "oxlint.config.ts"));
  for (const name of ["node_modules", "scripts"]) {
    await symlink(path.join(repository, name), path.join(folder, name), "junction");
  }
}

/** Lints the house and says which lines (`file:line`) go through a wall. */
async function brokenWalls(folder: string): Promise<Set<string>> {
  const oxlint = path.join(repository, "node_modules", "oxlint", "bin", "oxlint");
  const output = await new Promise<string>((resolve) => {
    // It ends with exit code 1 because it finds something.
    execFile(process.execPath, [oxlint, "--format=json", "src", "test"], { cwd: folder }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const { diagnostics } = parse(reportSchema, JSON.parse(output));
  const walls = diagnostics.filter(({ code }) =>
    /no-restricted-(imports|globals|properties)|import-style/.test(code),
  );
  return new Set(walls.map(({ filename, labels }) => `${filename}:${labels[0]?.span.line}`));
}

function lineOf(wanted: Case): string {
  const sameFile = [...refused, ...allowed].filter(({ file }) => file === wanted.file);
  return `${wanted.file}:${sameFile.indexOf(wanted) + 1}`;
}

describe("the walls between the rooms", () => {
  let folder = "";
  let broken = new Set<string>();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "pal-walls-"));
    await writeHouse(folder, [...refused, ...allowed]);
    broken = await brokenWalls(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(refused)("$file is refused: $code", (refusedCase) => {
    expect([...broken]).toContain(lineOf(refusedCase));
  });
  test.each(allowed)("$file may say: $code", (allowedCase) => {
    expect([...broken]).not.toContain(lineOf(allowedCase));
  });
});
