import { expect } from "vitest";
import type { ControlClient } from "../azure/controlClient.ts";
import type { VscodeServer } from "../vscode/vscodeServer.ts";
import type { Webview } from "../vscode/webview.ts";
import type { TenantForm } from "./linkPage.ts";
import type { Person } from "./person.ts";
import { armRequests, writes } from "./requests.ts";
import { extensionId } from "./vscodeTest.ts";

interface Attack {
  readonly alice: Person;
  readonly control: ControlClient;
  readonly server: VscodeServer;
  /** What the log calls the page. */
  readonly page: "link view" | "overview";
  /** The page's form for a tenant that was checked. */
  readonly form: TenantForm;
}

/**
 * Posts from a page's frame what a hostile script would: nothing changes, nobody is asked, each message is refused and
 * counted in the log, and afterwards the extension still hears what the page itself asks for.
 */
export async function attackFrom({ alice, control, server, page, form }: Attack): Promise<void> {
  const { tenants, dialogs, page: screen } = alice.workbench;
  const shown = await tenants.tree.text();
  const links = await control.links();
  // An earlier try has left its own there.
  const logged = await refusals(server, page);
  const since = async (): Promise<[string, number][]> => {
    const all = [...(await refusals(server, page))];
    return all.map(([why, count]) => [why, count - (logged.get(why) ?? 0)]);
  };

  const posted = await postHostile(form.webview);
  await expect.poll(async () => (await since()).reduce((sum, [, count]) => sum + count, 0)).toBe(posted);
  const reasons = (await since()).flatMap(([why, count]) => (count > 0 ? [why] : []));
  expect(reasons.toSorted()).toEqual([
    "malformed",
    "no text",
    "played before",
    "too long",
    "too many",
    "unknown row",
  ]);

  expect(await armRequests(control)).toEqual([]);
  expect(await control.links()).toEqual(links);
  expect(alice.prompts.seen).toEqual([]);
  expect(await dialogs.current.count()).toBe(0);
  expect(await screen.locator(".quick-input-widget:visible").count()).toBe(0);
  expect(await tenants.tree.text()).toBe(shown);

  const check = async (): Promise<string> => {
    // Once more if need be: what comes in the same second as the flood is refused with it.
    await form.press("Check");
    return (await armRequests(control)).join("\n");
  };
  const read = /^GET \/providers\/Microsoft.ManagementPartner\/partners (200|404)/;
  await expect.poll(check, { interval: 2000 }).toMatch(read);
  expect(await writes(control)).toEqual([]);
  await tenants.tree.waitForText((text) => text === shown);
}

/**
 * Asks from a page's frame, as its own form would, for links to an ID that nobody offered, the portal, files and sign-ins, all
 * at once and again: one dialog is open, and when it is closed, nothing was done.
 */
export async function floodFrom({
  alice,
  control,
  form,
}: Pick<Attack, "alice" | "control" | "form">): Promise<void> {
  const { dialogs, page: screen } = alice.workbench;
  const frame = await form.webview.frame();
  await frame.evaluate(() => {
    interface View {
      readonly model: { act(subject: string, ask: object): void };
    }
    const { model } = document.querySelector("pal-link-view, pal-overview") as unknown as View;
    const { rowId: row } = document.querySelector("pal-tenant") as unknown as { rowId: string };
    for (let n = 0; n < 8; n += 1) {
      model.act(row, { type: "write", verb: "link", row, partnerId: "6666666" });
      model.act(row, { type: "openInPortal", row });
      model.act(row, { type: "export", format: "csv", rows: [row], columns: ["tenant"] });
      model.act(row, { type: "signIn", row });
      model.act(row, { type: "explainPartnerIds" });
    }
  });
  await dialogs.press("Cancel", "Link 6666666 in");
  // Whatever was asked for beside it would be there by now: what is asked for after it is.
  await form.press("Check");
  await expect.poll(async () => (await armRequests(control)).join("\n")).toMatch(/^GET .*partners (200|404)/);
  expect(await dialogs.current.count()).toBe(0);
  expect(await screen.locator(".quick-input-widget:visible").count()).toBe(0);
  expect(alice.prompts.seen.map(({ kind }) => kind)).toEqual(["dialog"]);
  expect(await writes(control)).toEqual([]);
}

/** Posts them all at once; gives how many. */
async function postHostile(webview: Webview): Promise<number> {
  const frame = await webview.frame();
  return frame.evaluate(() => {
    interface View {
      readonly model: { readonly api: { postMessage(message: unknown): void } };
    }
    const view = document.querySelector("pal-link-view, pal-overview") as unknown as View;
    const { rowId: known } = document.querySelector("pal-tenant") as unknown as { rowId: string };
    const { api } = view.model;
    let posted = 0;
    const send = (message: unknown): void => {
      posted += 1;
      api.postMessage.call(undefined, message);
    };
    const seq = Date.now() + 1_000_000;
    const foreign = "vscode:public:nobody/00000000-0000-4000-8000-000000000000";
    const partnerId = "6666666";
    const messages = [
      { type: "write", verb: "link", seq, row: foreign, partnerId },
      { type: "write", verb: "link", seq, row: "__proto__", partnerId },
      { type: "write", verb: "link", seq, row: ["x"], partnerId: 6666666 },
      { type: "write", verb: "link", seq, row: known, partnerId: "../6666666" },
      // Well formed, about a row that there is, and old: whoever has listened plays it once more.
      { type: "write", verb: "link", seq: 1, row: known, partnerId },
      { type: "remove", seq: 1, row: known },
      { type: "remove", seq, row: foreign },
      { type: "mark", seq, rows: [foreign], notCustomer: true },
      { type: "mark", seq, rows: [known, foreign], notCustomer: true },
      { type: "signIn", seq, row: foreign },
      { type: "openInPortal", seq, row: known, url: "https://evil.example" },
      { type: "export", seq, rows: [foreign], columns: ["tenant"], format: "csv" },
      { type: "export", seq, rows: [known], columns: ["tenant"], format: "csv", file: "/tmp/x" },
      { type: "command", seq, command: "workbench.action.quit" },
    ];
    for (const message of messages) {
      send(JSON.stringify(message));
      send(message);
    }
    send(`{"type":"ready","seq":${seq},"__proto__":{"polluted":true}}`);
    send("x".repeat(10 * 1024 * 1024));
    for (let n = 0; n < 1000; n += 1) {
      send(JSON.stringify({ type: "remove", seq: seq + n, row: foreign }));
    }
    return posted;
  });
}

/** How many messages of a page were refused, by why, as the extension's log tells. */
async function refusals(server: VscodeServer, page: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const lines = new RegExp(`messages of a page were refused in ${page}: (.*)`, "g");
  for (const [, told = ""] of (await server.readLogs(extensionId)).matchAll(lines)) {
    for (const [, why = "", count] of told.matchAll(/([^,]+?) \((\d+)\)(?:, )?/g)) {
      counts.set(why, (counts.get(why) ?? 0) + Number(count));
    }
  }
  return counts;
}
