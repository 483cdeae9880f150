import { readFile } from "node:fs/promises";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { bundles, styleOfPages } from "../../scripts/bundles.ts";
import { buildVsix } from "../../scripts/package.ts";
import { repository } from "../../scripts/repository.ts";

const maxBytes = 600 * 1024;

const allowedFiles = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/ThirdPartyNotices.txt",
  ...bundles.map(({ outfile }) => `extension/${outfile}`),
  `extension/dist/${styleOfPages}`,
  "extension/l10n/bundle.l10n.json",
  "extension/media/activity-bar.svg",
  "extension/media/icon.png",
  "extension/media/overview.svg",
  ...["signIn", "see", "link", "name"].map((step) => `extension/media/walkthrough-${step}.svg`),
  "extension/package.json",
  "extension/package.nls.json",
  "extension/readme.md",
];

// What the private keys, tokens and passwords of this field look like.
const secrets = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\./,
  /\bAccountKey=[A-Za-z0-9+/=]{20,}/,
  /\b(ghp|gho|ghs|npm)_[A-Za-z0-9]{30,}/,
  // A client secret of Entra ID: three characters, a digit, "Q~".
  /\b[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}/,
];

// Where people keep their files: none of it may have come along. The one exception is where Azure Arc keeps its tokens on
// every machine, which @azure/identity knows.
const machinePaths = [
  /["'`( ](\/(home|root|work|Users|tmp|private|var)\/(?!opt\/azcmagent\/)[^"'`) ]+)/,
  /\b[A-Z]:\\+Users\\/,
  /file:\/\/\/[\w%]/,
];

describe("the packaged extension", () => {
  let packed = new Uint8Array();
  let files: Record<string, Uint8Array> = {};

  const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const texts = (): [string, string][] =>
    Object.keys(files)
      .filter((name) => !/\.(png|ttf)$/.test(name))
      .map((name) => [name, textOf(name)]);

  // Packaging throws if vsce warns of anything.
  beforeAll(async () => {
    packed = new Uint8Array(await readFile(await buildVsix()));
    files = unzipSync(packed);
  });

  test("holds exactly the files it should", () => {
    expect(Object.keys(files).toSorted()).toEqual(allowedFiles.toSorted());
  });

  test("is at most 600 KB, packed", () => {
    expect(packed.length).toBeLessThanOrEqual(maxBytes);
  });

  test.each(bundles)("has a $outfile within its budget of $maxBytes bytes", ({ outfile, maxBytes }) => {
    const bytes = files[`extension/${outfile}`]?.length ?? 0;
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(maxBytes);
  });

  test("brings no source map and names none", () => {
    const naming = texts().filter(([, text]) => /[#@] sourceMappingURL=/.test(text));
    expect(naming.map(([name]) => name)).toEqual([]);
  });

  test("brings no secret", () => {
    const found = texts().filter(([, text]) => secrets.some((secret) => secret.test(text)));
    expect(found.map(([name]) => name)).toEqual([]);
  });

  test("brings no path of the machine it was built on", () => {
    const found = texts().flatMap(([name, text]) => {
      const paths = machinePaths.map((pattern) => pattern.exec(text)?.[0]).filter((hit) => hit !== undefined);
      return [...paths, ...(text.includes(repository) ? [repository] : [])].map((hit) => `${name}: ${hit}`);
    });
    expect(found).toEqual([]);
  });

  test("loads its lazy parts by files that it brings", () => {
    const code = bundles.map(({ outfile }) => textOf(`extension/${outfile}`)).join("\n");
    const required = [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, file = ""]) =>
      path.posix.join("extension/dist", file),
    );
    const lazy = bundles.filter((bundle) => bundle.lazy).map(({ outfile }) => `extension/${outfile}`);
    expect(new Set(required)).toEqual(new Set(lazy));
  });

  test("names the packages whose code it contains, with their licences", () => {
    const notices = textOf("extension/dist/ThirdPartyNotices.txt");
    expect(notices).toMatch(/^@azure\/core-rest-pipeline \d.* \(MIT\)$/m);
    expect(notices).toMatch(/^lit-html \d.* \(BSD-3-Clause\)$/m);
    expect(notices).toMatch(/^@vscode\/codicons \d.* \(CC-BY-4\.0\)$/m);
    expect(notices).toContain("Permission is hereby granted");
  });

  test("tells VS Code what it is", () => {
    const manifest: unknown = JSON.parse(textOf("extension/package.json"));
    expect(manifest).toMatchObject({
      publisher: "palworks",
      name: "partner-admin-link",
      license: "MIT",
      engines: { vscode: "^1.105.0" },
      extensionKind: ["ui", "workspace"],
      main: "./dist/extension.js",
      l10n: "./l10n",
      // The status bar item wants to be there without a click; activation itself does next to nothing.
      // A page that was open is there again after a reload.
      activationEvents: ["onStartupFinished", "onWebviewPanel:partnerAdminLink.overview"],
      capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
    });
  });
});
