import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Row } from "../../src/model/row.ts";
import { tenantLabel } from "../../src/model/tenant.ts";
import type { FaultInput } from "../azure/wire/fault.ts";
import { assertGolden } from "./assertGolden.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { byReport, nodeReport } from "./rowReport.ts";
import { check, rowOf } from "./rows.ts";
import { treeText } from "./treeText.ts";

const control = localAzureControl();

const link = {
  partnerId: "4567890",
  partnerName: "Contoso Consulting",
  version: 1,
  state: "Active",
};

function challenge(claims: object): Record<string, string> {
  const value = `Bearer error="insufficient_claims", claims="${btoa(JSON.stringify({ access_token: claims }))}"`;
  return { "www-authenticate": value };
}

/** What Azure may answer to the question for the link, by what a person would call it. */
const badAnswers: Readonly<Record<string, FaultInput>> = {
  "401, the token is not accepted": { status: 401, code: "ExpiredAuthenticationToken", message: "Expired." },
  "401, MFA is demanded": { status: 401, headers: challenge({ acrs: { essential: true, value: "c1" } }) },
  "401, a new sign-in is demanded": {
    status: 401,
    headers: challenge({ nbf: { essential: true, value: "1" } }),
  },
  "403, with a reason": {
    status: 403,
    code: "AuthorizationFailed",
    message: "The client does not have authorization to perform action 'read'.",
  },
  "403, flat": { status: 403, body: "flat", code: "RequestDisallowed", message: "Not from this place." },
  "403, MFA is demanded in words only": {
    status: 403,
    code: "RequestDisallowedByPolicy",
    message: "Users must authenticate with multi-factor authentication to create or update resources.",
  },
  "403, another policy": {
    status: 403,
    code: "RequestDisallowedByPolicy",
    message: "Not in this region.",
  },
  "403, a page": { status: 403, body: "html" },
  "404, there is no link": { status: 404, code: "NotFound", message: "The management partner is not found." },
  "404, the provider does not exist": { status: 404, code: "InvalidResourceNamespace", message: "No such." },
  "404, there is no link, as a gateway says": { status: 404, json: { code: "NotFound" }, gateway: true },
  "404, of something else": { status: 404, code: "ResourceNotFound", message: "The resource was not found." },
  "404, a page": { status: 404, body: "html" },
  "404, empty": { status: 404, body: "empty" },
  "400, no account in the tenant": {
    status: 400,
    code: "BadRequest",
    message: "The user does not have an account in this tenant, work with the administrator to add one.",
  },
  "400, anything else": { status: 400, code: "BadRequest", message: "Something is bad." },
  "500, in words": { status: 500 },
  "503, with a code of another meaning": { status: 503, code: "NoRegisteredProviderFound" },
  "502, a page": { status: 502, body: "html" },
  "503, cut off": { status: 503, body: "truncated" },
  "504, empty": { status: 504, body: "empty" },
  "200, a page": { status: 200, body: "html" },
  "200, cut off": { status: 200, body: "truncated" },
  "200, empty": { status: 200, body: "empty" },
  "200, far too long": { status: 200, body: "huge" },
  "200, not an object": { status: 200, json: ["4567890"] },
  "200, null": { status: 200, json: null },
  "200, the ID is a number": { status: 200, json: { properties: { ...link, partnerId: 4567890 } } },
  "200, the ID is a word": { status: 200, json: { properties: { ...link, partnerId: "<b>1</b>" } } },
  "200, a state that nobody knows": { status: 200, json: { properties: { ...link, state: "Frozen" } } },
  "200, bad dates": {
    status: 200,
    json: { properties: { ...link, createdTime: "soon", updatedTime: 12, version: "one" } },
  },
  "200, of another tenant": {
    status: 200,
    json: { properties: { ...link, tenantId: "00000000-0000-4000-8000-000000000000" } },
  },
  "200, of another identity": {
    status: 200,
    json: { properties: { ...link, objectId: "00000000-0000-4000-8000-000000000000" } },
  },
  "a redirect": { redirect: "https://evil.example/partners" },
  "the connection is cut": { reset: true },
};

/** Answers that say how things stand, which is what replaces knowledge. */
const knowledge = new Set([
  "404, there is no link",
  "404, the provider does not exist",
  "400, no account in the tenant",
  "200, bad dates",
]);

describe("A bad answer to the question for the link", () => {
  afterEach(async () => {
    await control.clearFaults();
    await vscode.commands.executeCommand(commandIds.refresh);
  });

  it("ends in a named state with words of what to do, keeps what is known, and touches no other row", async () => {
    const app = await extensionApp();
    const reports: [string, string][] = [];
    for (const [name, fault] of Object.entries(badAnswers)) {
      reports.push([name, await reportOf(app, name, fault)]);
    }
    await assertGolden("bad-answers", byReport(reports));
    assert.deepEqual(await control.refused(), [], "the redirect was followed");
  }).timeout(60_000);

  it("is forgotten as soon as Azure answers well", async () => {
    const app = await extensionApp();
    const before = await treeText(app.tree);
    for (const status of [401, 403, 500]) {
      const row = rowOf(app, "Adatum Corporation");
      await control.addFault({ tenantId: row.tenant.tenantId, path: "/providers", status });
      await check(row);
      assert.notEqual(await treeText(app.tree), before, `${status} did not show`);
      await check(row);
      assert.equal(await treeText(app.tree), before, `${status} still shows`);
    }
  });
});

/** What a tenant that is known to be linked says after the bad answer, and one of which nothing is known. */
async function reportOf(app: App, name: string, fault: FaultInput): Promise<string> {
  const { memory, sweep } = await app.loadParts();
  await memory.forget();
  await sweep.list();
  await check(rowOf(app, "Adatum Corporation"));
  const known = rowOf(app, "Adatum Corporation");
  const unknown = rowOf(app, "Nod Publishers");
  assert.equal(known.knowledge.kind, "linked", name);
  assert.equal(unknown.knowledge.kind, "nothing", name);
  const others = await othersText(app, [known, unknown]);

  await control.forgetRequests();
  for (const row of [known, unknown]) {
    await control.addFault({ ...fault, tenantId: row.tenant.tenantId, path: "/providers", count: 0 });
    await check(row);
  }
  await control.clearFaults();

  const reads = (await control.requests()).filter(({ part }) => part === "arm");
  assert.equal(reads.length, 2, `${name}: a request was repeated`);
  assert.equal(await othersText(app, [known, unknown]), others, `${name} changed another row`);
  const now = app.store.row(known.id)?.knowledge;
  if (!knowledge.has(name)) {
    assert.deepEqual(now, known.knowledge, `${name} erased what was known`);
    assert.equal(app.store.row(unknown.id)?.knowledge.kind, "nothing", `${name} became knowledge`);
  }
  const reports = [known, unknown].map(({ id }) => nodeReport(app, { kind: "row", rowId: id }));
  return (await Promise.all(reports)).join("\n");
}

/** The tree without some rows. */
async function othersText({ tree }: App, without: readonly Row[]): Promise<string> {
  const lines = (await treeText(tree)).split("\n");
  return lines
    .filter((line) => !without.some(({ tenant }) => line.includes(`] ${tenantLabel(tenant)} |`)))
    .join("\n");
}
