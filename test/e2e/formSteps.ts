import { expect, type TestContext } from "vitest";
import type { ControlClient } from "../azure/controlClient.ts";
import type { TenantForm } from "./linkPage.ts";
import type { Person } from "./person.ts";
import { signInPages, writes } from "./requests.ts";

const username = "alice@contoso.example";

/** Somebody before the form of a tenant in which nothing is linked. */
export interface FormScene {
  readonly alice: Person;
  readonly control: ControlClient;
  /** In the link view, or in the details of the overview. */
  readonly form: TenantForm;
  readonly tenant: string;
  /** Waits until what else shows the tenant says that this partner ID is linked there; undefined: none. */
  readonly alsoSays?: (partnerId: string | undefined) => Promise<void>;
}

/** The tenant for this try of a test: what one try has linked must not mislead the next. */
export function tenantOfTry(task: TestContext["task"], ...tenants: readonly string[]): string {
  return tenants[task.result?.retryCount ?? 0] ?? "";
}

/** Waits until form, tree and whatever else the scene has say that this partner ID is linked there; undefined: none. */
async function allSay(scene: FormScene, partnerId: string | undefined): Promise<void> {
  const { alice, form, tenant } = scene;
  const state = partnerId === undefined ? "Not linked" : "Linked (you)";
  await form.shows(tenant, state);
  await form.webview.waitForText(partnerId ?? "", ".tenant .linked-id");
  const words = partnerId === undefined ? state : `${partnerId} · Contoso Consulting · ${state}`;
  await alice.workbench.tenants.tree.waitForText((text) => text.split("\n").includes(`${tenant}  ${words}`));
  await scene.alsoSays?.(partnerId);
}

/** Waits until the row of a tenant in the overview says that this partner ID is linked there; undefined: none. */
export async function overviewSays(
  { overview }: Person,
  tenant: string,
  partnerId: string | undefined,
): Promise<void> {
  const linked = new RegExp(String.raw`Linked \(you\).*\b${partnerId}\b`);
  await overview.waitForRow(tenant, partnerId === undefined ? /^(?!.*\d{7}).*Not linked/ : linked);
}

/** Links to an ID; if it was typed and nobody offers it, VS Code asks. Gives how many questions that were. */
async function link({ alice, form, tenant }: FormScene, partnerId: string): Promise<number> {
  const isOffered = await form.offers(partnerId);
  await form.submit(partnerId);
  if (isOffered) {
    return 0;
  }
  const asked = await alice.workbench.dialogs.waitFor(`Link ${partnerId} in ${tenant}?`);
  expect(asked).toContain(username);
  await alice.workbench.dialogs.press("Link");
  return 1;
}

/** Links, changes, takes that back, removes and takes that back; looks at each step what is asked, told, sent and shown. */
export async function linkChangeUndoRemoveUndo(scene: FormScene): Promise<void> {
  const { alice, control, form, tenant } = scene;
  const { dialogs, notifications } = alice.workbench;
  const undoQuestion = `Undo the change in ${tenant}?`;
  await allSay(scene, undefined);

  const questions = await link(scene, "4567890");
  // A name that ends with a full stop needs no second one.
  const linked = `Linked 4567890, “Contoso Consulting”, in ${tenant}.`.replace("..", ".");
  expect(await form.result(/^Linked/)).toBe(linked);
  await allSay(scene, "4567890");
  expect(alice.prompts.seen).toHaveLength(questions);

  await form.press("Change…");
  await form.submit("5012345");
  const asked = await dialogs.waitFor(`Change the partner ID in ${tenant}?`);
  expect(asked).toMatch(/Linked now: 4567890.*Afterwards: 5012345/);
  await dialogs.press("Change");
  await form.result(/^Changed 4567890 to 5012345/);
  await allSay(scene, "5012345");

  await form.press("Undo");
  await dialogs.press("Undo", undoQuestion);
  await form.result(/^Undone: 4567890/);
  await allSay(scene, "4567890");

  await form.press("Remove Link");
  await dialogs.press("Cancel", `Remove the link from ${tenant}?`);
  await form.press("Remove Link");
  await dialogs.press("Remove", `Remove the link from ${tenant}?`);
  expect(await form.result(/^Removed/)).toContain(`Removed 4567890 from ${tenant}`);
  await allSay(scene, undefined);

  await form.press("Undo");
  await dialogs.press("Undo", undoQuestion);
  await form.result(/^Undone: 4567890/);
  await allSay(scene, "4567890");

  const sent = ["PUT 4567890", "PATCH 5012345", "PATCH 4567890", "DELETE 4567890", "PUT 4567890"];
  expect(await writes(control)).toEqual(sent.map((request) => `${request} 200`));
  // The link if its ID was new, the change, its undo, the removal twice, and its undo.
  expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(
    Array.from({ length: questions + 5 }, () => "dialog"),
  );
  expect(await notifications.texts()).toEqual([]);
}

/** Links in a tenant that wants MFA for writing: one question and one sign-in, then it is linked. */
export async function linkWithMfa(scene: FormScene): Promise<void> {
  const { alice, control, form, tenant } = scene;
  const { tenants } = await control.description();
  const tenantId = tenants.find(({ displayName }) => displayName === tenant)?.tenantId ?? "";
  await control.setPolicy(tenantId, "mfaOnWrites");
  await allSay(scene, undefined);
  const questions = await link(scene, "4567890");
  const asked = await alice.workbench.dialogs.waitFor("multi-factor authentication");
  expect(asked).toContain(tenant);
  expect(asked).toContain(username);
  expect(asked).toContain("multi-factor authentication");
  await alice.signInAgain(username, "Approve");
  expect(await form.result(/^Linked 4567890/)).toContain(`in ${tenant}.`);
  await allSay(scene, "4567890");
  expect(await writes(control)).toEqual(["PUT 4567890 401", "PUT 4567890 200"]);
  expect(await signInPages(control)).toBe(1);
  const kinds = alice.prompts.seen.map(({ kind }) => kind);
  expect(kinds).toEqual([...Array.from({ length: questions }, () => "dialog"), "dialog", "tab"]);
}

/** Asks for an ID that Azure refuses: its words stand beside what is known, and that stays. */
export async function linkRefused(scene: FormScene): Promise<void> {
  const { alice, control, form, tenant, alsoSays } = scene;
  await form.shows(tenant, "Not linked");
  expect(await link(scene, "4567889")).toBe(1);
  const words = await form.result(new RegExp(`was not linked in ${tenant}`));
  expect(words).toContain("Use the location ID of your company, not the global one.");
  expect(words).toContain("The partner ID '4567889' is not valid.");
  await form.shows(tenant, "Not linked");
  expect(await form.webview.text(".tenant .linked-id")).toBe("");
  expect(await form.webview.text(".tenant .trouble")).toContain("linking failed");
  await alice.workbench.tenants.tree.waitForText(`${tenant}  Not linked · linking failed`);
  await alsoSays?.(undefined);
  expect(await writes(control)).toEqual(["PUT 4567889 400"]);
  expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog"]);
}
