import { beforeEach, expect, it, vi } from "vitest";
import { askWhereToSignIn } from "../../../src/commands/askWhereToSignIn.ts";
import { AccountClouds } from "../../../src/identity/accountClouds.ts";
import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { type CloudSettings, SovereignClouds } from "../../../src/identity/sovereignClouds.ts";
import { VscodeAccounts } from "../../../src/identity/vscodeAccounts.ts";
import type { SignInParts } from "../../../src/commands/whereToSignIn.ts";
import type { CloudName } from "../../../src/model/cloud.ts";
import type { CloudsPort } from "../../../src/model/ports.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { authentication, window } from "../testing/fakeVscode.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";

vi.mock("vscode", () => import("../testing/fakeVscode.ts"));
// Who is asked for a cloud chooses the one that the settings name, if there is one.
vi.mock("../../../src/ui/askCloud.ts", () => ({
  askCloudOfAccount: (clouds: CloudsPort) => Promise.resolve(clouds.forAccounts ?? clouds.find("public")),
}));

const dan = { id: "dan.home", label: "dan@agency.example" };
const customEnvironment = {
  name: "Hub",
  portalUrl: "https://portal.rig.test/",
  managementEndpointUrl: "https://management.rig.test/",
  resourceManagerEndpointUrl: "https://management.rig.test/",
  activeDirectoryEndpointUrl: "https://login.rig.test/",
  activeDirectoryResourceId: "https://management.rig.test/",
};

beforeEach(() => {
  authentication.reset();
  window.reset();
});

/** A window in which the only account signed in to the given cloud before, with these settings. */
async function open(cloud: CloudName, settings: CloudSettings): Promise<SignInParts> {
  authentication.accounts = [dan];
  const book = new IdentityBook(new TestStorage(), new TestLog(), () => crypto.randomUUID());
  await book.start();
  const places = new AccountClouds(book);
  await places.remember(dan.id, cloud);
  const clouds = new SovereignClouds(() => settings, book);
  return { clouds, source: new VscodeAccounts(systemClock, clouds.find, () => clouds.ofProvider, places) };
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
