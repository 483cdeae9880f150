import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { App } from "../../src/app.ts";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import { commandIds } from "../../src/model/commandIds.ts";
import type { Identity } from "../../src/model/identity.ts";
import type { Row } from "../../src/model/row.ts";
import type { Credentials } from "../azure/control/controlSchemas.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { type QuickAnswer, withQuickAnswers } from "./quickAnswers.ts";
import { nodeReport } from "./rowReport.ts";

const control = localAzureControl();
const repository = vscode.extensions.getExtension("palworks.partner-admin-link")?.extensionPath ?? "";
const certificateFile = (name: string): string =>
  path.join(repository, "test", "unit", "identity", "certificates", name);

/** Chooses a certificate of the test files. */
function certificate(name: string, password: string): QuickAnswer[] {
  return [
    { pick: "Certificate" },
    { type: certificateFile(name) },
    { type: password },
    { pick: "Use Once and Forget" },
  ];
}

/** The last application of the local Azure, and another tenant that may add it. */
async function application(): Promise<{ clientId: string; clientSecret: string; tenantIds: string[] }> {
  const { servicePrincipals } = await control.description();
  const [other, app] = servicePrincipals.slice(-2);
  assert.ok(app && other);
  return {
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    tenantIds: [app.tenantId, other.tenantId],
  };
}

describe("A service principal that cannot be added", () => {
  let parts: CommandParts;
  let clientId = "";
  let clientSecret = "";
  let tenantIds: string[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "pal-reasons-"));
  const tokenFile = path.join(folder, "token");

  before(async () => {
    parts = await (await extensionApp()).loadParts();
    ({ clientId, clientSecret, tenantIds } = await application());
  });

  afterEach(() => control.clearFaults());
  after(() => rmSync(folder, { recursive: true, force: true }));

  const secret = (): QuickAnswer[] => [
    { pick: "Client Secret" },
    { type: clientSecret },
    { pick: "Use Once and Forget" },
  ];

  /** Adds it, fails, and tries again; gives what was told. Nothing is kept, and all but the credential is still there. */
  const told = async (credential: readonly QuickAnswer[], tenant = tenantIds[0] ?? ""): Promise<string> => {
    const begin: QuickAnswer[] = [{ pick: "Azure (public)" }, { type: clientId }, { type: tenant }];
    return withAnswers(["Try Again"], async ({ shown }) => {
      const seen = await withQuickAnswers([...begin, ...credential], () =>
        vscode.commands.executeCommand(commandIds.addIdentity),
      );
      assert.deepEqual(parts.principals.principals, []);
      assert.equal(seen.length, begin.length + credential.length + 1);
      assert.match(seen.at(-1) ?? "", /Client Secret, Certificate, Federated Token, Device Code$/);
      return shown[0] ?? "";
    });
  };

  it("because the certificate comes without its key, says so, and that nothing was sent", async () => {
    await control.forgetRequests();
    const words = await told(certificate("without-key.pfx", "open-sesame"));
    assert.match(words, /was not added\. The file does not hold the certificate's private key\./);
    assert.deepEqual(await control.requests(), []);
  });

  it("because the password of the PFX file is wrong, says so", async () => {
    const words = await told(certificate("aes.pfx", "not-this-one"));
    assert.match(words, /was not added\. The password of the certificate's file is wrong\. Enter it again\./);
  });

  it("because the PFX file is of an old kind, says how to write it anew", async () => {
    const words = await told(certificate("rc2.pfx", "open-sesame"));
    assert.match(words, /was not added\. The file is encrypted in an old way \(RC2 or RC4\)\./);
    assert.match(words, /openssl pkcs12 -legacy -in old\.pfx -out new\.pem/);
    assert.doesNotMatch(await told(certificate("elliptic.pem", "")), /RC2/);
  });

  it("because its certificate is not registered, says so", async () => {
    const words = await told(certificate("plain.pem", ""));
    assert.match(words, /could not sign in to .*\. The certificate is not registered on the application/);
    assert.match(words, /Microsoft says: “AADSTS700027/);
  });

  it("because nobody trusts its token, or there is none in the file, says so", async () => {
    const token = [{ alg: "RS256" }, { iss: "https://evil.example", sub: "x" }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    writeFileSync(tokenFile, `${token.join(".")}.AAAA`);
    const federated: QuickAnswer[] = [{ pick: "Federated Token" }, { type: tokenFile }];
    assert.match(await told(federated), /The application trusts no such token: check its subject\./);
    writeFileSync(tokenFile, "");
    assert.match(
      await told(federated),
      /was not added\. The file of the certificate or token cannot be read/,
    );
  });

  it("because the tenant does not know it, says who can help", async () => {
    const words = await told(secret(), tenantIds[1]);
    assert.match(
      words,
      new RegExp(`could not sign in to ${tenantIds[1]}\\. The tenant does not know the application\\.`),
    );
    assert.match(words, /administrator must consent to the application first\./);
    assert.doesNotMatch(words, /user of your own|guest/);
  });

  it("because there is no such tenant, says so", async () => {
    const words = await told(secret(), "00000000-0000-4000-8000-000000000000");
    assert.match(words, /There is no such tenant in this cloud\./);
  });

  it("because nobody answers, says so and sends the secret once", async () => {
    await control.addFault({ host: "login.microsoftonline.com", reset: true, count: 0 });
    await control.forgetRequests();
    const words = await told(secret());
    assert.match(words, /could not sign in to .*\. Azure could not be reached\. The connection failed/);
    assert.equal((await control.requests()).length, 1);
  });
});

describe("A service principal whose credential fails later", () => {
  let app: App;
  let parts: CommandParts;
  let identity: Identity;
  let clientId = "";
  let clientSecret = "";
  let tenantIds: string[] = [];

  const rows = (): readonly Row[] => app.store.rowsOf(identity.id);
  const root = (): Promise<string> => nodeReport(app, { kind: "identity", identityId: identity.id });
  const row = (tenantId: string | undefined): Promise<string> => {
    const found = rows().find(({ tenant }) => tenant.tenantId === tenantId);
    assert.ok(found);
    return nodeReport(app, { kind: "row", rowId: found.id });
  };
  const setCredentials = (change: Credentials): Promise<void> => control.setCredentials(clientId, change);

  const add = async (): Promise<void> => {
    identity = await parts.principals.add({
      cloud: "public",
      clientId,
      tenantIds,
      label: "pipelines",
      credential: { kind: "secret", secret: clientSecret },
      keepSecret: false,
    });
    await parts.lister.listIdentities();
  };

  before(async () => {
    app = await extensionApp();
    parts = await app.loadParts();
    ({ clientId, clientSecret, tenantIds } = await application());
    await control.changeSettings({ tokenLifetimeSeconds: 50 }); // so that Entra ID is asked for each check
    await setCredentials({ alsoIn: tenantIds.slice(1) });
    await add();
    await parts.sweep.listAndCheck(identity.id);
    assert.deepEqual(
      rows().map(({ knowledge }) => knowledge.kind),
      ["notLinked", "notLinked"],
    );
  });

  afterEach(async () => {
    await control.clearFaults();
    await setCredentials({ clientSecret, secretExpired: false, alsoIn: tenantIds.slice(1) });
  });

  after(async () => {
    await control.changeSettings({ tokenLifetimeSeconds: 3600 });
    await setCredentials({ alsoIn: [] });
    await parts.principals.forgetAll();
    await parts.lister.listIdentities();
  });

  /** After something was broken: root and rows say why, what was known stays, and nothing else is shown. */
  const failsWith = async (reason: RegExp): Promise<void> => {
    await withAnswers([], async ({ shown }) => {
      await parts.sweep.listAndCheck(identity.id);
      assert.deepEqual(shown, []);
    });
    assert.match(await root(), /^\[error\] pipelines \| listing failed · .* \| principal\.failed$/m);
    assert.match(await root(), reason);
    for (const tenantId of tenantIds) {
      const report = await row(tenantId);
      assert.match(report, /Not linked · last check failed \|/);
      assert.match(report, reason);
      assert.match(report, /tooltip: This service principal is not linked in this tenant/);
    }
  };

  const heals = async (): Promise<void> => {
    await control.clearFaults();
    await setCredentials({ clientSecret, secretExpired: false });
    await parts.sweep.listAndCheck(identity.id);
    assert.match(await root(), /^\[key\] pipelines \| 0 of 2 linked, 2 need you \| principal\.listed$/m);
    assert.doesNotMatch(await row(tenantIds[0]), /last check failed/);
  };

  it("because the secret has expired: its rows say so and offer to give another", async () => {
    await setCredentials({ secretExpired: true });
    await failsWith(/The client secret has expired\. Create a new one\..*AADSTS7000222/);
    assert.match(await row(tenantIds[1]), /\| tenant\.notLinked;needsYou$/m);
    await heals();
  });

  it("because the secret was revoked", async () => {
    await setCredentials({ clientSecret: "another" });
    await failsWith(/The client secret is wrong\..*AADSTS7000215/);
    await heals();
  });

  it("because Entra ID cannot be reached", async () => {
    await control.addFault({ host: "login.microsoftonline.com", reset: true, count: 0 });
    await failsWith(/Azure could not be reached\. The connection failed/);
    await heals();
  });

  it("because a tenant has removed it: that row says so beside what was known, and no other", async () => {
    await setCredentials({ alsoIn: [] });
    await parts.sweep.listAndCheck(identity.id);
    const report = await row(tenantIds[1]);
    assert.match(report, /Not linked · last check failed \|/);
    assert.match(report, /The tenant does not know the application\..*AADSTS700016/);
    assert.match(report, /tooltip: This service principal is not linked in this tenant/);
    assert.doesNotMatch(report, /user of your own|guest/);
    assert.match(await row(tenantIds[0]), /\| Not linked \|/);
    await setCredentials({ alsoIn: tenantIds.slice(1) });
    await heals();
  });

  it("because a tenant asks for multi-factor authentication: it is said that it cannot answer", async () => {
    await parts.principals.forget(identity.id);
    await parts.lister.listIdentities();
    await add();
    await control.addFault({
      host: "management.azure.com",
      path: "/providers/Microsoft.ManagementPartner",
      tenantId: tenantIds[1] ?? "",
      status: 401,
      headers: { "www-authenticate": challenge },
    });
    await parts.sweep.listAndCheck(identity.id);
    const report = await row(tenantIds[1]);
    assert.match(report, /^\[shield\] .* \| MFA needed \| tenant\.mfaNeeded$/m);
    assert.match(report, /multi-factor authentication, which no service principal can answer/);
  });

  it("is named in the result of a change, since there are several identities", async () => {
    await withAnswers(["Link", "Undo", "Undo"], async ({ shown }) => {
      const given = { identityId: identity.id, tenantId: tenantIds[1], partnerId: "4567890" };
      const done = vscode.commands.executeCommand(commandIds.link, given);
      const enter = setInterval(() => {
        void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      }, 200);
      await done;
      clearInterval(enter);
      assert.match(shown[1] ?? "", /^Linked 4567890, “.*”, in .* \(pipelines\)\.\n\[Undo\]/);
    });
  });
});

const challenge = `Bearer authorization_uri="https://login.microsoftonline.com/", error="insufficient_claims", claims="${Buffer.from(
  JSON.stringify({ access_token: { acrs: { essential: true, values: ["p1"] } } }),
).toString("base64")}"`;
