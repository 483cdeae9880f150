import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/model/commandIds.ts";
import type { FaultInput } from "../azure/wire/fault.ts";
import { assertGolden } from "./assertGolden.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { byReport, nodeReport } from "./rowReport.ts";

const control = localAzureControl();
const tenantId = "11111111-1111-4111-8111-111111111111";

/** What Azure may answer to the question for the tenants. */
const badListings: Readonly<Record<string, FaultInput>> = {
  "401": { status: 401, code: "ExpiredAuthenticationToken", message: "The access token expiry is reached." },
  "403": { status: 403, code: "RequestDisallowed", message: "Not from this place." },
  "404": { status: 404, code: "NotFound", message: "There is nothing here." },
  "500": { status: 500, body: "flat", message: "Encountered internal server error." },
  "503, a page": { status: 503, body: "html" },
  "a page": { status: 200, body: "html" },
  "cut off": { status: 200, body: "truncated" },
  "far too long": { status: 200, body: "huge" },
  empty: { status: 200, body: "empty" },
  "no list": { status: 200, json: { value: "none" } },
  "a tenant without an ID": { status: 200, json: { value: [{ tenantId }, { displayName: "Nobody" }] } },
  "a tenant with an ID that is none": { status: 200, json: { value: [{ tenantId: "../../tenants" }] } },
  "the next page is on another host": { nextLink: "https://evil.example/tenants" },
  "the next page is on a host that looks alike": { nextLink: "https://management.azure.com.evil.example/" },
  "the next page is not encrypted": { nextLink: "http://management.azure.com/tenants" },
  "the next page has a password": { nextLink: "https://me:secret@management.azure.com/tenants" },
  "the next page is no address": { nextLink: "javascript:alert(1)" },
  "a redirect": { redirect: "https://evil.example/tenants" },
  "the connection is cut": { reset: true },
};

describe("A bad answer to the question for the tenants", () => {
  afterEach(async () => {
    await control.clearFaults();
    await vscode.commands.executeCommand(commandIds.refresh);
  });

  it("is told on the account with words of what to do, keeps every tenant, and stops no check", async () => {
    const app = await extensionApp();
    const { sweep } = await app.loadParts();
    await vscode.commands.executeCommand(commandIds.refresh);
    const rows = app.store.rows;
    const reports: [string, string][] = [];
    for (const [name, fault] of Object.entries(badListings)) {
      await control.addFault({ ...fault, path: "/tenants", count: 0 });
      await control.forgetRequests();
      await sweep.list();
      await control.clearFaults();
      const [identity] = app.store.identities;
      assert.ok(identity);
      assert.equal(identity.listing.kind, "failed", name);
      assert.deepEqual(app.store.rows, rows, `${name} changed the tenants`);
      const requests = (await control.requests()).filter(({ part }) => part === "arm");
      const urls = requests.map(({ host, path, query }) => `${host}${path}?${query}`);
      assert.equal(new Set(urls).size, urls.length, `${name}: a request was repeated`);
      const node = { kind: "identity", identityId: identity.identity.id } as const;
      reports.push([name, await nodeReport(app, node)]);
    }
    await assertGolden("bad-listings", byReport(reports));
    assert.deepEqual(await control.refused(), [], "something else was called");
  });

  it("that asks to wait is waited for, which the account says, and then the list is asked for once more", async () => {
    const app = await extensionApp();
    const { sweep } = await app.loadParts();
    const [entry] = app.store.identities;
    assert.ok(entry);
    const node = { kind: "identity", identityId: entry.identity.id } as const;
    const listing = (): string | undefined => app.store.identities[0]?.listing.kind;

    await control.addFault({ path: "/tenants", count: 1, status: 429, headers: { "retry-after": "2" } });
    const patient = sweep.list();
    await eventually(listing, (kind) => kind === "waiting");
    assert.match(await nodeReport(app, node), /Azure asks to wait until/);
    await patient;
    assert.equal(listing(), "listed");

    await control.addFault({ path: "/tenants", count: 0, status: 429, headers: { "retry-after": "1" } });
    await control.forgetRequests();
    await sweep.list();
    assert.match(await nodeReport(app, node), /Azure is busy/);
    const asked = (await control.requests()).filter(({ path }) => path === "/tenants");
    assert.equal(asked.length, 2);
  });

  it("does not keep the tenants from being checked", async () => {
    const { store } = await extensionApp();
    await control.addFault({ path: "/tenants", count: 0, status: 503 });
    await control.forgetRequests();
    await vscode.commands.executeCommand(commandIds.refresh);
    const reads = (await control.requests()).filter(({ path }) => path.endsWith("/partners"));
    assert.ok(reads.length > 20, `only ${reads.length} tenants were read`);
    assert.equal(store.rows.filter(({ attempt }) => attempt.kind === "failed").length, 0);
  });
});
