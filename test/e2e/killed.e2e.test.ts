import { setTimeout as wait } from "node:timers/promises";
import { describe, expect } from "vitest";
import type { ControlClient } from "../azure/controlClient.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import {
  announcedIn,
  isOver,
  type JournalFile,
  linkRequests,
  readJournal,
  receivedWrites,
} from "./journalFiles.ts";
import type { Person } from "./person.ts";
import { test } from "./vscodeTest.ts";

/** So often the extension host is killed; an evening's run is fifty. */
const kills = Number(process.env["PAL_KILLS"] ?? 5);
/** The killed change takes so long that every point of it is met. Milliseconds for each request. */
const latencyMs = 40;
const ours = "4567890";
const other = "5012345";
const label = "Relecloud";

/** What one kill has to do with. */
interface Scene {
  readonly person: Person;
  readonly control: ControlClient;
  readonly server: VscodeServer;
  readonly tenantId: string;
}

describe("An extension host that is killed while it changes a link", () => {
  test(
    "leaves a journal that tells the truth, and a change that can be resumed",
    { timeout: 60_000 + kills * 120_000 },
    async ({ person, control, server, azure }) => {
      const tenantId = azure.tenants.find(({ displayName }) => displayName === label)?.tenantId ?? "";
      const scene: Scene = { person, control, server, tenantId };
      await person.signIn("alice@contoso.example");
      await person.waitUntilChecked();
      await control.changeSettings({ latencyMs });
      const usual = await timeOf(scene);
      const stages: string[] = [];
      for (let i = 0; i < kills; i += 1) {
        stages.push(await killAndResume(scene, ((i + Math.random()) / kills) * usual));
      }
      const counts = Object.entries(Object.groupBy(stages, (stage) => stage));
      const words = counts.map(([stage, all = []]) => `${stage}: ${all.length}`).toSorted();
      console.log(`killed ${kills} times within ${Math.round(usual)} ms; ${words.join(", ")}`);
    },
  );
});

/** How long a change takes from the last key to its end in the journal. Milliseconds. */
async function timeOf(scene: Scene): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const known = (await readJournal(scene.server)).length;
    await begin(scene, await linkedId(scene));
    const begun = performance.now();
    await expect
      .poll(async () => (await readJournal(scene.server)).slice(known).map(isOver), { interval: 5 })
      .toEqual([true]);
    times.push(performance.now() - begun);
    await scene.person.workbench.tidyUp();
  }
  return Math.max(...times.slice(1)); // the first loads what is loaded once
}

/** Kills the host so many milliseconds after the last key, and gives how far the change had come. */
async function killAndResume(scene: Scene, after: number): Promise<string> {
  const { person, control, server } = scene;
  const { workbench, prompts } = person;
  const { notifications, dialogs, tenants } = workbench;
  const before = await linkedId(scene);
  const known = new Set((await readJournal(server)).map(({ name }) => name));
  const news = async (): Promise<JournalFile[]> =>
    (await readJournal(server)).filter(({ name }) => !known.has(name));
  await control.forgetRequests();
  const wanted = await begin(scene, before);
  await wait(after);
  // Beside the window's own there may be one that VS Code started anew before the page was loaded again.
  const hosts = await server.extensionHosts();
  expect(hosts).not.toEqual([]);
  hosts.forEach((pid) => process.kill(pid, "SIGKILL"));
  await untilQuiet(scene);
  const [run, ...more] = await news();
  expect(more).toEqual([]);
  const sent = await requestsOf(scene);
  assertAnnounced(run, await receivedWrites(control));
  prompts.forget();

  await workbench.reload();
  await tenants.tree.waitUntilShown();
  const present = await linkedId(scene);
  const { description } = await tenants.tree.row(label);
  const said = /^(Not linked|\d+)/.exec(description)?.[0]; // else it says that nothing is sure
  expect([undefined, present ?? "Not linked"]).toContain(said);
  expect(await requestsOf(scene)).toEqual(sent); // nothing is read unasked
  if (run && !isOver(run)) {
    // Its owner is looked at for fifteen seconds before it counts as dead.
    await notifications.waitFor("VS Code ended in the middle of a change", 40_000);
    expect(await requestsOf(scene)).toEqual(sent);
    expect(prompts.seen).toEqual([]);
    await notifications.press("VS Code ended in the middle", "See How It Stands");
    await dialogs.waitFor("This change was interrupted");
    const isDone = present === wanted;
    await dialogs.press(isDone ? "Leave As Is" : "Resume");
    // What may be on its way is waited for.
    await expect.poll(async () => (await news()).map(isOver), { timeout: 90_000 }).toEqual([true]);
  }
  expect(await linkedId(scene)).toBe(run ? wanted : before);
  const [ended] = await news();
  assertAnnounced(ended, await receivedWrites(control));
  expect((await requestsOf(scene)).join("")).not.toMatch(/^W|WW/);
  const linked = await linkedId(scene);
  await tenants.tree.waitForText(linked === null ? /^Relecloud {2}Not linked/m : `Relecloud  ${linked}`);
  await workbench.tidyUp();
  return stageOf(run, sent);
}

/** Begins what the present link allows, up to the last key; gives what is wanted. */
async function begin({ person }: Scene, present: string | null): Promise<string | null> {
  const { tenants, quickInput, dialogs } = person.workbench;
  const { tree } = tenants;
  if (present === null) {
    await tree.pressInline(label, "Link Partner ID…");
    await quickInput.answer(ours);
    return ours;
  }
  if (present === ours) {
    await tree.pressInline(label, "Change Partner ID…");
    await quickInput.answer(other);
    await dialogs.press("Change", "Change the partner ID");
    return other;
  }
  await tree.chooseFromMenu(label, "Remove Link…");
  await dialogs.press("Remove", "Remove the link");
  return null;
}

/** Each write that arrived was announced before, in this order. */
function assertAnnounced(
  run: JournalFile | undefined,
  received: Awaited<ReturnType<typeof receivedWrites>>,
): void {
  const announced = run ? announcedIn([run]) : [];
  let place = 0;
  for (const { what, at } of received) {
    place = announced.findIndex((one, index) => index >= place && one.what === what && one.at <= at) + 1;
    expect(place, `${what} was announced`).toBeGreaterThan(0);
  }
}

/** What the tenant was asked: `r` for each read, `W` for each write. */
async function requestsOf({ control, tenantId }: Scene): Promise<string[]> {
  const requests = (await linkRequests(control)).filter((request) => request.tenantId === tenantId);
  return requests.map(({ method }) => (method === "GET" ? "r" : "W"));
}

/** Waits until the local Azure has done what was on its way when the host died. */
async function untilQuiet({ control }: Scene): Promise<void> {
  await wait(2 * latencyMs);
  await expect
    .poll(async () => (await linkRequests(control)).filter(({ status }) => status === 0), { timeout: 2000 })
    .toEqual([]);
}

async function linkedId({ control, tenantId }: Scene): Promise<string | null> {
  const link = (await control.links()).find((one) => one.tenantId === tenantId && one.state === "Active");
  return link?.partnerId ?? null;
}

/** How far the change had come. */
function stageOf(run: JournalFile | undefined, sent: readonly string[]): string {
  switch (run?.lines.at(-1)?.type) {
    case undefined:
      return "1 nothing written";
    case "planned":
    case "owned":
      return sent.length === 0 ? "2 planned" : "3 read";
    case "writing":
      return sent.includes("W") ? "5 sent" : "4 announced";
    case "answered":
      return "6 answered";
    case "ended":
      return "7 ended";
    default:
      return "8 over";
  }
}
