import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { CommandParts } from "../../src/commands/commandParts.ts";
import { type Cloud, findBuiltInCloud, isBuiltIn } from "../../src/model/cloud.ts";
import { commandIds, showViewCommand } from "../../src/model/commandIds.ts";
import { readCustomCloud } from "../../src/model/customCloud.ts";
import type { CloudsPort } from "../../src/model/ports.ts";
import { askCloud } from "../../src/ui/askCloud.ts";
import type { Asked } from "../../src/ui/askStep.ts";
import { withAnswers } from "./dialogAnswers.ts";
import { eventually } from "./eventually.ts";
import { extensionApp, localAzureControl } from "./extensionApp.ts";
import { type QuickAnswer, withQuickAnswers } from "./quickAnswers.ts";

const control = localAzureControl();

/** Opens the tree, which a principal that is added would do, and waits until it has listed and checked everything. */
async function openTree({ sweep }: CommandParts): Promise<void> {
  const works: Promise<void>[] = [];
  const listener = sweep.onDidStart((work) => works.push(work));
  await vscode.commands.executeCommand(showViewCommand);
  await eventually(
    () => works.length, // the list, the check
    (begun) => begun === 2,
  );
  await Promise.all(works);
  listener.dispose();
}

/** Runs the wizard; gives what its boxes showed, and what was told. */
async function add(
  answers: readonly QuickAnswer[],
  ...presses: string[]
): Promise<{ seen: string[]; told: string[] }> {
  return withAnswers(presses, async ({ shown }) => {
    const seen = await withQuickAnswers(answers, () =>
      vscode.commands.executeCommand(commandIds.addIdentity),
    );
    return { seen, told: [...shown] };
  });
}

/** The clouds as they are with this setting: the provider that registers it is not in this VS Code. */
function cloudsWith(setting: unknown): CloudsPort & { readonly confirmed: Cloud[] } {
  const confirmed: Cloud[] = [];
  return {
    confirmed,
    find: findBuiltInCloud,
    forAccounts: undefined,
    get custom() {
      return readCustomCloud(setting);
    },
    isConfirmed: ({ name }) => isBuiltIn(name) || confirmed.some((cloud) => cloud.name === name),
    confirm: (cloud) => {
      confirmed.push(cloud);
      return Promise.resolve();
    },
  };
}

/** Picks the clouds one after another, in the lists that open. */
async function choose(
  clouds: CloudsPort,
  picks: readonly string[],
  presses: readonly string[] = [],
): Promise<{ answer: Asked<Cloud>; told: string[]; lists: number }> {
  return withAnswers(presses, async ({ shown }) => {
    let answer: Asked<Cloud>;
    const seen = await withQuickAnswers(
      picks.map((pick) => ({ pick })),
      async () => {
        answer = await askCloud(clouds, "Add", { step: 1, steps: 6 }, undefined);
      },
    );
    return { answer, told: [...shown], lists: seen.length };
  });
}

describe("Add Service Principal…", () => {
  let parts: CommandParts;
  let clientId = "";
  let clientSecret = "";
  let tenantId = "";

  before(async () => {
    parts = await (await extensionApp()).loadParts();
    const app = (await control.description()).servicePrincipals.at(-1);
    assert.ok(app);
    ({ clientId, clientSecret, tenantId } = app);
    await openTree(parts);
  });

  beforeEach(() => control.forgetRequests());

  after(async () => {
    await parts.principals.forgetAll();
    await parts.lister.listIdentities();
  });

  const begin = (): QuickAnswer[] => [{ pick: "Azure (public)" }, { type: clientId }, { type: tenantId }];

  it("goes back to what was entered, and escaping from any step sends and keeps nothing", async () => {
    const { seen } = await add([...begin(), { back: true }, { type: "nonsense" }]);
    assert.equal(seen.at(-1), "nonsense is neither a tenant ID nor a domain.");
    await add([...begin(), { pick: "Client Secret" }, { type: clientSecret }]);
    assert.deepEqual(parts.principals.principals, []);
    assert.deepEqual(await control.requests(), []);
  });

  it("that cannot read the certificate says so, and keeps nothing", async () => {
    const { told } = await add([
      ...begin(),
      { pick: "Certificate" },
      { type: "/no/such/file.pem" },
      { type: "" },
      { pick: "Use Once and Forget" },
    ]);
    assert.match(told[0] ?? "", /was not added[^]*The file of the certificate or token cannot be read/);
    assert.deepEqual(parts.principals.principals, []);
  });

  it("with an expired secret tells Entra's reason in words, and the tenant", async () => {
    await control.setCredentials(clientId, { secretExpired: true });
    try {
      const answers = [{ pick: "Client Secret" }, { type: clientSecret }, { pick: "Use Once and Forget" }];
      const { told } = await add([...begin(), ...answers]);
      assert.match(
        told[0] ?? "",
        new RegExp(`could not sign in to ${tenantId}\\. The client secret has expired`),
      );
      assert.deepEqual(parts.principals.principals, []);
    } finally {
      await control.setCredentials(clientId, { secretExpired: false });
    }
  });

  it("keeps a secret only where that was asked for, with the day of its end", async () => {
    const { told } = await add([
      ...begin(),
      { pick: "Client Secret" },
      { type: clientSecret },
      { pick: "Keep in VS Code's Secret Storage" },
      { type: "2099-01-31" },
    ]);
    assert.match(
      told[0] ?? "",
      /was added\. Its secret is in VS Code's secret storage until you forget it\./,
    );
    const [known] = parts.principals.principals;
    assert.equal(known?.keepsSecret, true);
    assert.equal(known?.expiresAt, Date.UTC(2099, 0, 31, 23, 59, 59));
    await parts.principals.forgetAll();
  });
});

describe("The cloud of a service principal", () => {
  const custom = {
    name: "Our Stack",
    portalUrl: "https://portal.stack.example",
    resourceManagerEndpointUrl: "https://arm.stack.example",
    activeDirectoryEndpointUrl: "https://login.stack.example",
    activeDirectoryResourceId: "https://resource.stack.example/id",
  };

  it("of somebody's own is taken only after all its endpoints were shown and confirmed, once", async () => {
    const clouds = cloudsWith(custom);
    const declined = await choose(clouds, ["Our Stack"]);
    assert.match(declined.told[0] ?? "", /^Send secrets and tokens to the servers of Our Stack\?/);
    for (const host of ["portal", "arm", "login", "resource"]) {
      assert.match(declined.told[0] ?? "", new RegExp(`${host}\\.stack\\.example`));
    }
    assert.equal(declined.answer, undefined);
    assert.equal(declined.lists, 2); // the list came again
    assert.deepEqual(clouds.confirmed, []);

    const { answer } = await choose(clouds, ["Our Stack"], ["Use These Endpoints"]);
    assert.equal(answer?.value?.armEndpoint, "https://arm.stack.example");
    assert.equal(clouds.confirmed.length, 1);
    assert.deepEqual((await choose(clouds, ["Our Stack"])).told, []);
  });

  it("of somebody's own without https is not taken, and the setting is named", async () => {
    const clouds = cloudsWith({ ...custom, activeDirectoryEndpointUrl: "http://login.stack.example" });
    const { answer, told } = await choose(clouds, ["The Cloud of Your Settings"]);
    assert.match(
      told[0] ?? "",
      /^activeDirectoryEndpointUrl in your user settings .* is no plain https address/,
    );
    assert.equal(answer, undefined);
  });
});
