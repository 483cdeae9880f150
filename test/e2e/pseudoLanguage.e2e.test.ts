import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, inject } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import words from "../../package.nls.json" with { type: "json" };
import type { LocalAzureDescription } from "../azure/description.ts";
import { SideBarView } from "../vscode/sideBarView.ts";
import { SignInPage } from "../vscode/signInPage.ts";
import type { Workbench } from "../vscode/workbench.ts";
import { addPseudoLanguage, pseudoLanguage } from "./pseudoVsix.ts";
import { plainEnglish, pseudo } from "./pseudoWords.ts";
import { test as vscodeTest } from "./vscodeTest.ts";
import { startWatchedVscode } from "./watchedVscode.ts";

/** As other tests, but the extension is installed with words of the pseudo language besides the English ones. */
const test = vscodeTest
  // Vitest reads from these patterns which other fixtures each one needs.
  // oxlint-disable-next-line no-empty-pattern
  .extend("pseudoVsix", { scope: "file" }, async ({}, { onCleanup }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "pal-pseudo-"));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    const vsix = path.join(folder, "pseudo.vsix");
    await addPseudoLanguage(inject("vsix"), vsix);
    return vsix;
  })
  .extend("server", { scope: "file" }, async ({ azure, pseudoVsix }, { onCleanup }) => {
    const server = await startWatchedVscode(azure, { vsixes: [pseudoVsix] });
    onCleanup(() => server.stop());
    return server;
  });

const statusBarItem = "partnerAdminLink.activeLink";
const displayName = pseudo(words.displayName);

/** Lets VS Code speak the pseudo language: its own words stay English, those of extensions are looked up in it. */
async function speakPseudo(workbench: Workbench): Promise<void> {
  // Where VS Code's page keeps its language; a language pack for VS Code would set it.
  await workbench.page.addInitScript((language) => {
    Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
  }, pseudoLanguage);
  await workbench.reload();
}

/** Names and ids that come from Azure or from the person. */
function dataOf({ accounts, tenants, partners }: LocalAzureDescription): string[] {
  return [
    ...accounts.flatMap(({ username, objectId }) => [username, objectId, username.split("@")[1] ?? ""]),
    ...tenants.flatMap(({ tenantId, displayName, objectId }) => [tenantId, displayName, objectId]),
    ...partners.flatMap(({ partnerId, partnerName }) => [partnerId, partnerName]),
  ].filter((text) => text !== "");
}

/** The English word that `%key%` in package.json stands for. */
function wordOf(placeholder: string): string {
  const word = new Map(Object.entries(words)).get(placeholder.replaceAll("%", ""));
  if (word === undefined) {
    throw new Error(`package.nls.json has no word for ${placeholder}`);
  }
  return word;
}

function isUnchecked(text: string): boolean {
  return ["Not checked yet", "Checking…"].some((words) => text.includes(pseudo(words)));
}

describe("In another language", () => {
  test("plain English is noticed", () => {
    const text = `${pseudo("Linked")} in Relecloud · Not linked`;
    expect(plainEnglish(text, ["Relecloud"])).toEqual(["Not", "linked"]);
    expect(plainEnglish(pseudo("Linked {0}").replace("{0}", "Relecloud"), ["Relecloud"])).toEqual([]);
  });

  test("no surface shows plain English of ours", async ({ person, azure }) => {
    const { workbench } = person;
    const { palette, quickInput, notifications, statusBar, dialogs, page } = workbench;
    const tenants = new SideBarView(page, displayName, pseudo(words["view.tenants"]));
    const shown: Record<string, string> = {};

    await speakPseudo(workbench);
    await tenants.open();
    shown["welcome view"] = await tenants.welcomeText();

    await tenants.pressWelcome(pseudo("Sign In"));
    expect(await dialogs.waitFor()).toContain(`'${displayName}' wants to sign in using Microsoft`);
    const signInPage = await SignInPage.openedBy(page.context(), () => dialogs.press("Allow"));
    await signInPage.press(azure.accounts[0]?.username ?? "");
    await signInPage.finish();
    await tenants.tree.waitForText((text) => text !== "" && !isUnchecked(text));

    const rows = await tenants.tree.rows();
    const linked = rows.find(({ icon }) => icon === "pass-filled");
    const notLinked = rows.find(({ label }) => label === "Relecloud");
    expect(rows.length).toBeGreaterThan(30);
    shown["rows"] = rows.map(({ description, spoken }) => `${description}\n${spoken}`).join("\n");
    shown["buttons of rows"] = rows.flatMap(({ actions }) => actions).join("\n");
    shown["row's tooltip"] = await tenants.tree.tooltip(linked?.label ?? "");
    shown["row's menu"] = (await tenants.tree.menu(linked?.label ?? "")).join("\n");
    shown["status bar"] = await statusBar.text(statusBarItem);
    shown["status bar, spoken"] = await statusBar.spoken(statusBarItem);
    shown["status bar's tooltip"] = await statusBar.tooltip(statusBarItem);

    await palette.run(`${displayName}: ${pseudo(words["command.link"])}`);
    await quickInput.waitUntilOpen("The list of tenants");
    shown["list of tenants"] = `${await quickInput.text()}\n${await quickInput.placeholder()}`;
    await quickInput.type(notLinked?.label ?? "");
    await quickInput.pick(notLinked?.label ?? "");
    await quickInput.waitForMessage(/./);
    shown["box for the partner ID"] = `${await quickInput.text()}\n${await quickInput.placeholder()}`;
    await quickInput.type("partner");
    await quickInput.waitForMessage(pseudo("A partner ID has only digits."));
    await quickInput.type("4567890");
    await quickInput.accept();
    shown["notification"] = await notifications.waitFor("Relecloud");

    // Names too long or too clever to be shown as they are stand on the rows as we show them.
    const data = [...dataOf(azure), ...rows.map(({ label }) => label)];
    const found = Object.entries(shown).map(
      ([surface, text]) => [surface, plainEnglish(text, data)] as const,
    );
    expect(Object.fromEntries(found.filter(([, plain]) => plain.length > 0))).toEqual({});
    expect(Object.entries(shown).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("the palette offers every command in the other language", async ({ person }) => {
    await speakPseudo(person.workbench);
    const sometimes = new Set<string>(
      manifest.contributes.menus.commandPalette.filter(({ when }) => when).map(({ command }) => command),
    );
    const titles = manifest.contributes.commands
      .filter((command) => !sometimes.has(command.command) && !("enablement" in command))
      .map(({ title }) => `${displayName}: ${pseudo(wordOf(title))}`);
    expect(titles.length).toBeGreaterThan(5);
    for (const title of titles) {
      // VS Code fills the list a moment after the last letter.
      await expect.poll(() => person.workbench.palette.offers(title), { timeout: 15_000 }).toContain(title);
    }
  });
});
