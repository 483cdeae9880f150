import { expect } from "vitest";
import { writes } from "./requests.ts";
import { strangersTest as test } from "./strangersTest.ts";
import { strangersHost, strangersPartnerId } from "./workspaceFolder.ts";

// VS Code itself would let a trusted folder choose a cloud.
test("A trusted folder chooses neither cloud nor endpoints nor a partner ID, and the person is told", async ({
  person,
  control,
}) => {
  const { tenants, notifications, dialogs, quickInput } = person.workbench;
  await tenants.open();
  await tenants.pressWelcome("Sign In");
  expect(await notifications.waitFor("This workspace sets")).toContain(
    "microsoft-sovereign-cloud.environment, microsoft-sovereign-cloud.customEnvironment",
  );
  expect(await dialogs.waitFor()).toContain("wants to sign in using Microsoft.");
  const signInPage = await person.allow();
  await signInPage.press("alice@contoso.example");
  await signInPage.finish();
  await tenants.tree.waitUntilShown();
  await person.waitUntilChecked();
  // What is no ID of the person's own is shown as another's: the folder's is none of theirs.
  expect(await tenants.tree.text()).not.toContain("another ID");

  await tenants.tree.pressInline("Relecloud", "Link Partner ID…");
  expect(await notifications.waitFor("partnerAdminLink.partnerIds")).toContain(
    "not for a workspace to choose",
  );
  await quickInput.waitForMessage("location ID");
  expect(await quickInput.text()).not.toContain(strangersPartnerId);
  await quickInput.answer("4567890");
  await notifications.waitFor("Linked 4567890");
  expect(await writes(control)).toEqual(["PUT 4567890 200"]);
  expect((await control.refused()).filter((host) => host.endsWith(strangersHost))).toEqual([]);
  expect(await control.strays()).toEqual([]);
});
