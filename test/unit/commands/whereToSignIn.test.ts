import { beforeEach, expect, it, vi } from "vitest";
import { askWhereToSignIn } from "../../../src/commands/askWhereToSignIn.ts";
import { type SignInParts, whereToSignIn } from "../../../src/commands/whereToSignIn.ts";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { ConfirmedClouds } from "../../../src/identity/confirmedClouds.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { type CloudSettings, SovereignClouds } from "../../../src/identity/sovereignClouds.ts";
import { VscodeAccounts } from "../../../src/identity/vscodeAccounts.ts";
import type { CloudName } from "../../../src/model/cloud.ts";
import type { CloudsPort } from "../../../src/model/ports.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { authentication, window } from "../testing/fakeVscode.ts";
import { TestLog } from "../testing/fixtures.ts";
import { customEnvironment } from "../testing/customEnvironment.ts";
import { TestSecrets } from "../testing/testSecrets.ts";
import { TestStorage } from "../testing/testStorage.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));
/** What the person chooses who is asked for a cloud; else the one of the settings. */
const chosen: { cloud?: CloudName } = vi.hoisted(() => ({}));
vi.mock("../../../src/ui/askCloud.ts", () => ({
  askCloudOfAccount: async (clouds: CloudsPort) =>
    chosen.cloud === undefined ? clouds.forAccounts : clouds.find(chosen.cloud),
}));

const dan = { id: "dan.home", label: "dan@agency.example" };

beforeEach(() => {
  authentication.reset();
  window.reset();
  delete chosen.cloud;
});

/** A window in which the only account signed in to the given cloud before, with these settings. */
async function open(cloud: CloudName, settings: CloudSettings): Promise<SignInParts> {
  authentication.accounts = [dan];
  const book = new IdentityBook(new TestStorage(), new TestLog(), () => crypto.randomUUID());
  await book.start();
  const places = new AccountClouds(book);
  await places.remember(dan.id, cloud);
  const clouds = new SovereignClouds(() => settings, new ConfirmedClouds(new TestSecrets(), new TestLog()));
  return { clouds, source: new VscodeAccounts(systemClock, clouds, places) };
}

it("A name is asked for if VS Code has an account of a cloud that the settings do not name any more", async () => {
  const parts = await open("usGovernment", { environment: "custom", customEnvironment });
  window.input = " erin@hub.example ";
  const cloud = "custom:management.rig.test";
  expect(await askWhereToSignIn(parts, undefined)).toEqual({ cloud, username: "erin@hub.example" });
  expect(window.prompts).toEqual([expect.stringContaining("login.rig.test")]);
});

it("No name is asked for if VS Code has accounts of the chosen cloud only", async () => {
  const cloud = "custom:management.rig.test";
  const parts = await open(cloud, { environment: "custom", customEnvironment });
  expect(await askWhereToSignIn(parts, undefined)).toEqual({ cloud });
  expect(window.prompts).toEqual([]);
});

it.each([undefined, "USGovernment"])(
  "A name is asked for before the public cloud is, if VS Code has an account of another (settings: %s)",
  async (environment) => {
    const parts = await open("china", { environment, customEnvironment: undefined });
    window.input = "alice@contoso.example";
    chosen.cloud = "public";
    expect(await whereToSignIn(parts, undefined)).toEqual({ cloud: "public", username: window.input });
    expect(window.prompts).toEqual([expect.stringContaining("login.microsoftonline.com")]);
  },
);

it("Who has accounts of the public cloud only is not asked", async () => {
  const parts = await open("public", { environment: undefined, customEnvironment: undefined });
  expect(await whereToSignIn(parts, undefined)).toEqual({ cloud: "public" });
  expect(window.prompts).toEqual([]);
});
