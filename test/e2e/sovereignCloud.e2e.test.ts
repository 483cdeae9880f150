import { describe, expect } from "vitest";
import type { ControlClient } from "../azure/controlClient.ts";
import { startLocalAzure } from "../azure/localAzure.ts";
import { defaultTenants } from "../azure/world/defaultTenants.ts";
import { SignInPage } from "../vscode/signInPage.ts";
import type { Person } from "./person.ts";
import { leaveEvidence, newPerson, test as vscodeTest } from "./vscodeTest.ts";
import { startWatchedVscode, type WatchedVscode } from "./watchedVscode.ts";

const hub = {
  name: "Hub",
  portalUrl: "https://portal.rig.test",
  managementEndpointUrl: "https://management.rig.test",
  resourceManagerEndpointUrl: "https://management.rig.test",
  activeDirectoryEndpointUrl: "https://login.rig.test/",
  activeDirectoryResourceId: "https://management.rig.test",
};
const alice = "alice@contoso.example";

/** A few tenants will do: Bob is in the last three. */
const rows = defaultTenants.filter(({ name = "" }) =>
  ["Contoso Consulting", "Relecloud", "Contoso Subsidiary", "Coho Vineyard", "Litware, Inc."].includes(name),
);

/** As other tests, but each VS Code is a new one, whose user has set a cloud for VS Code's second Microsoft provider. */
const test = vscodeTest
  // oxlint-disable-next-line no-empty-pattern
  .extend("azure", { scope: "file" }, async ({}, { onCleanup }) => {
    const azure = await startLocalAzure({ rows });
    onCleanup(() => azure.close());
    return azure.description;
  })
  .extend("personWith", async ({ azure, browser, control, task }, { onCleanup }) => {
    const opened: { readonly person: Person; readonly server: WatchedVscode }[] = [];
    onCleanup(async () => {
      for (const { person, server } of opened) {
        await leaveEvidence(task, person.workbench, server);
        await person.leave();
        await server.stop();
      }
    });
    return async (environment: string, customEnvironment?: object): Promise<Person> => {
      await control.clearLinks();
      await control.forgetRequests();
      const server = await startWatchedVscode(azure, {
        settings: {
          "microsoft-sovereign-cloud.environment": environment,
          "microsoft-sovereign-cloud.customEnvironment": customEnvironment,
        },
      });
      const person = await newPerson(browser, azure.proxy, server);
      opened.push({ person, server });
      await person.workbench.waitUntilReady();
      await person.workbench.tenants.open();
      return person;
    };
  });

/** The hosts that were asked, of those that are not Microsoft's public cloud. */
async function hostsElsewhere(control: ControlClient): Promise<string[]> {
  const hosts = new Set((await control.requests()).map(({ host }) => host));
  return [...hosts]
    .filter((host) => !/^(login\.microsoftonline\.com|management\.azure\.com|vscode\.dev)$/.test(host))
    .toSorted();
}

/** Answers what VS Code asks on the way to the sign-in page of a server that it does not know, and signs in there. */
async function signInThere({ workbench }: Person, provider: string, host: string): Promise<void> {
  const { dialogs, page } = workbench;
  await dialogs.press("Allow", `wants to sign in using ${provider}`);
  const signInPage = await SignInPage.openedBy(page.context(), () => dialogs.press("Open", host));
  expect(new URL(signInPage.page.url()).host).toBe(host);
  await signInPage.press(alice);
  await signInPage.finish();
}

describe("VS Code's second Microsoft provider", () => {
  test("signs in to the custom cloud of the user's settings once its endpoints were seen, beside the public one", async ({
    personWith,
    control,
  }) => {
    const person = await personWith("custom", hub);
    const { tenants, quickInput, dialogs, notifications, palette, page } = person.workbench;
    const { tree } = tenants;

    // An account of the public cloud first, as ever.
    await tenants.pressWelcome("Sign In");
    await quickInput.waitUntilOpen("The list of clouds", "In which cloud?");
    expect(await quickInput.items()).toEqual([
      { label: "Azure (public)", description: "", detail: "login.microsoftonline.com" },
      { label: "Hub", description: "from your settings", detail: "login.rig.test" },
    ]);
    await quickInput.pick("Azure (public)");
    await dialogs.waitFor("wants to sign in using Microsoft.");
    const signInPage = await person.allow();
    await signInPage.press("bob@contoso.example");
    await signInPage.finish();
    await tree.waitUntilShown();
    await person.waitUntilChecked();

    // Then one of the custom cloud. Until its endpoints were confirmed, nothing goes there.
    await palette.run("Partner Admin Link: Sign In…");
    await quickInput.pick("Hub");
    const asked = await dialogs.waitFor("Sign in at the servers of Hub, and send tokens there?");
    const question = asked.replaceAll("\u200B", ""); // so that VS Code makes no links of them
    expect(question).toContain("Sign-in: https://login.rig.test");
    expect(question).toContain("Resource Manager, which gets tokens: https://management.rig.test");
    expect(question).toContain("Resource that tokens are for: https://management.rig.test");
    expect(question).toContain("Portal: https://portal.rig.test");
    await dialogs.press("Cancel", "Sign in at the servers of Hub");
    await quickInput.waitUntilOpen("The list of clouds", "In which cloud?");
    expect(await hostsElsewhere(control)).toEqual([]);
    await quickInput.pick("Hub");
    await dialogs.press("Use These Endpoints", "Sign in at the servers of Hub");
    // VS Code would ask the Hub for a token of Bob, too, and send it his refresh token of the public cloud.
    await quickInput.waitForMessage("Which account?");
    await quickInput.answer("Alice@contoso.example");
    await signInThere(person, "Hub", "login.rig.test");

    await tree.waitForText(/^▾ alice@contoso\.example {2}management\.rig\.test · 0 of 5 linked/m);
    await person.waitUntilChecked();
    const both = await tree.text();
    expect(both).toMatch(/^▾ bob@contoso\.example {2}0 of 3 linked/m);
    expect(both).toMatch(/^ {2}Litware, Inc\. {2}Not linked$/m);
    expect(await hostsElsewhere(control)).toEqual(["login.rig.test", "management.rig.test"]);
    const lists = (await control.requests()).filter(({ path }) => path === "/tenants");
    expect(lists.map(({ host, status }) => `${host} ${status}`)).toEqual([
      "management.azure.com 200",
      "management.rig.test 200",
    ]);

    // What is changed there is changed at its own Resource Manager.
    await tree.pressInline("Relecloud", "Link Partner ID…");
    await quickInput.answer("4567890");
    await notifications.waitFor("Linked 4567890");
    const puts = (await control.requests()).filter(({ method }) => method === "PUT");
    expect(puts.map(({ host, status }) => `${host} ${status}`)).toEqual(["management.rig.test 200"]);

    // Both are there again later, and nothing is asked.
    person.prompts.forget();
    await page.reload();
    await person.workbench.waitUntilReady();
    await tenants.open();
    await tree.waitForText(/^ {2}Relecloud {2}4567890/m);
    await tenants.pressTitleAction("Refresh");
    await person.waitUntilChecked();
    await tree.waitForText(/^▾ alice@contoso\.example {2}management\.rig\.test · 1 of 5 linked/m);
    expect(person.prompts.seen).toEqual([]);
    expect(await control.refused()).toEqual([]);
    expect(await control.strays()).toEqual([]);
  });

  for (const [environment, cloud, authority, arm] of [
    ["USGovernment", "Azure US Government", "login.microsoftonline.us", "management.usgovcloudapi.net"],
    [
      "ChinaCloud",
      "Azure China (21Vianet)",
      "login.partner.microsoftonline.cn",
      "management.chinacloudapi.cn",
    ],
  ] as const) {
    test(`signs in to ${environment}, where no link is offered, and its rows say so`, async ({
      personWith,
      control,
    }) => {
      const person = await personWith(environment);
      const { tenants, quickInput } = person.workbench;
      await tenants.pressWelcome("Sign In");
      await quickInput.pick(cloud);
      await signInThere(person, environment, authority);
      await tenants.tree.waitUntilShown();
      await person.waitUntilChecked();
      const rows = await tenants.tree.rows();
      expect(rows.find(({ label }) => label === "Litware, Inc.")?.description).toBe("Not offered here");
      expect(await tenants.tree.text()).not.toContain("Not linked");
      const hosts = await hostsElsewhere(control);
      expect(hosts.filter((host) => !host.startsWith("login."))).toEqual([arm]);
    });
  }

  for (const field of ["resourceManagerEndpointUrl", "activeDirectoryEndpointUrl"]) {
    test(`is not used with a custom cloud whose ${field} is not https, and the person is told`, async ({
      personWith,
      control,
    }) => {
      const person = await personWith("custom", { ...hub, [field]: "http://plain.rig.test" });
      const { tenants, quickInput, dialogs } = person.workbench;
      await tenants.pressWelcome("Sign In");
      await quickInput.pick("The Cloud of Your Settings");
      expect(await dialogs.waitFor(field)).toContain(
        `${field} in your user settings (microsoft-sovereign-cloud) is no plain https address. Nothing is sent there.`,
      );
      await dialogs.press("OK", field);
      await quickInput.waitUntilOpen("The list of clouds", "In which cloud?");
      await quickInput.cancel();
      expect(await tenants.welcomeText()).toContain("Sign In");
      expect(await hostsElsewhere(control)).toEqual([]);
      expect(await control.refused()).not.toContain("plain.rig.test");
    });
  }
});
