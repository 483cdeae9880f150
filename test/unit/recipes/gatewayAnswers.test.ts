import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clouds } from "../../../src/model/cloud.ts";
import { curl } from "../../../src/recipes/curl.ts";
import { powershell } from "../../../src/recipes/powershell.ts";
import { recipeChange, type RecipeChange } from "../../../src/recipes/recipeChange.ts";

const run = promisify(execFile);

const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";
const objectId = "bb3eb943-b540-499e-aa1c-73b5904933a2";
const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString("base64url");
const token = `${part({})}.${part({ tid: tenantId, oid: objectId, scp: "user_impersonation" })}.x`;

function change(from: string | null, wanted: string | null): RecipeChange {
  const step = { tenantId, tenantName: "Contoso", accountLabel: "alice", from, wanted };
  const made = recipeChange(step, { kind: "user", objectId }, clouds.public);
  if (!made) {
    throw new Error("no change");
  }
  return made;
}

describe("A script takes only Azure's own answer for 'not linked'", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stub-curl-"));
    await mkdir(path.join(folder, "tmp"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs the text with a `curl` that gives one answer to everything; what the text leaves behind is told, too. */
  async function answered(text: string, status: number, header: string, body: string) {
    const stub = `#!/bin/bash
cat >/dev/null
while [ $# -gt 0 ]; do
  case $1 in
    --output) shift; printf '%s' '${body}' >"$1" ;;
    --dump-header) shift; printf 'HTTP/1.1 ${status}\\r\\n${header}\\r\\n\\r\\n' >"$1" ;;
  esac
  shift
done
printf ${status}
`;
    await writeFile(path.join(folder, "curl"), stub);
    await chmod(path.join(folder, "curl"), 0o755);
    const env = {
      ...process.env,
      PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}`,
      TMPDIR: path.join(folder, "tmp"),
      AZURE_ACCESS_TOKEN: token,
    };
    const ended = await run("bash", ["-c", text], { env }).then(
      (done) => ({ code: 0, ...done }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    const { code, stdout, stderr } = ended;
    return { code, stdout, stderr, left: await readdir(path.join(folder, "tmp")) };
  }

  const notFound = '{"code":"NotFound"}';

  it.each([
    "x-ms-request-id: 1",
    "X-Ms-Correlation-Request-Id: 1",
    "X-MS-ROUTING-REQUEST-ID: A:B:C",
    "x-ms-failure-cause: service",
  ])("by the header %s", async (header) => {
    const ended = await answered(curl(change("1234567", null)), 404, header, notFound);
    expect(ended).toMatchObject({ code: 0, stderr: "", left: [] });
    expect(ended.stdout).toContain("Nothing is linked");
  });

  it.each([
    ["no such header", "Server: squid"],
    ["one that only names it", "Vary: x-ms-request-id"],
    ["one that begins alike", "x-ms-request-id-of-mine: 1"],
  ])("and none with %s", async (_what, header) => {
    for (const one of [change("1234567", null), change(null, "1234567")]) {
      const ended = await answered(curl(one), 404, header, notFound);
      expect(ended).toMatchObject({ code: 1, stdout: "", left: [] });
      expect(ended.stderr).toMatch(/^Something between this computer and Azure answered 404/);
      expect(ended.stderr).toContain("It is unknown what is linked.");
    }
  });

  it("and says who refused", async () => {
    const text = curl(change("1234567", null));
    const blocked = await answered(text, 403, "Server: squid", "<p>blocked</p>");
    const refused = await answered(text, 403, "x-ms-request-id: 1", '{"error":{"code":"Forbidden"}}');
    expect(blocked).toMatchObject({ code: 1, stdout: "", left: [] });
    expect(blocked.stderr).toMatch(/^Something between this computer and Azure answered 403/);
    expect(blocked.stderr).toContain("<p>blocked</p>");
    expect(refused).toMatchObject({ code: 1, stdout: "", left: [] });
    expect(refused.stderr).toMatch(/^Azure answered 403:/);
  });

  it("in PowerShell, too", () => {
    const text = powershell(change("1234567", null));
    expect(text).toMatch(/'NotFound' -and \(Test-Azures \$answer\)/);
    for (const name of ["request-id", "correlation-request-id", "routing-request-id", "failure-cause"]) {
      expect(text).toContain(`'x-ms-${name}'`);
    }
    expect(text).toContain("$Answer.Headers.Contains($_)");
  });
});
