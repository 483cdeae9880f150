import { readFile } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { TenantLister } from "../../../src/links/tenantLister.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import { TokenGate } from "../../../src/links/tokenGate.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { LocalEntra, Machine, PrincipalWindow } from "./principalScene.ts";

let entra: LocalEntra;

beforeAll(async () => {
  entra = await LocalEntra.start();
}, 30_000);
afterAll(() => entra.close());

/** Everything in it, however deep, also what is not listed. */
function everything(thing: unknown): string {
  return inspect(thing, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null });
}

describe("Secrets, keys, passwords and tokens", () => {
  it("are in no log, error, state or file, and not in the process's environment or arguments", async () => {
    const machine = new Machine();
    const window = await PrincipalWindow.open(entra, machine);
    const printed = ["log", "info", "warn", "error", "debug"].map((name) =>
      vi.spyOn(console, name as "log").mockImplementation(() => undefined),
    );
    const { clientId, clientSecret, tenantId } = entra.app(0);
    const certificate = path.join(import.meta.dirname, "certificates", "aes.pfx");
    const password = "open-sesame";
    const given = ["hunter2-not-the-one", "another-guess-of-mine", clientSecret, password];
    const errors: unknown[] = [];
    const keep = (error: unknown): undefined => void errors.push(error);
    const base = { cloud: "public", clientId, tenantIds: [tenantId], keepSecret: false } as const;
    const bySecret = (secret: string): Promise<unknown> =>
      window.principals.add({ ...base, credential: { kind: "secret", secret } }).catch(keep);

    await bySecret(given[0] ?? "");
    for (const fault of [
      { reset: true },
      { status: 500, body: "huge" },
      { status: 400, body: "truncated" },
      { status: 200, json: { token_type: "Bearer" } },
      { status: 200, body: "html" },
      { status: 307, redirect: "https://evil.example/" },
    ] as const) {
      await entra.control.addFault({ path: `/${tenantId}/`, ...fault });
      await bySecret(clientSecret);
    }
    await entra.control.clearFaults();
    for (const guess of [password, "another-guess-of-mine"]) {
      const credential = { kind: "certificate", path: certificate, password: guess } as const;
      await window.principals.add({ ...base, credential }).catch(keep);
    }
    expect(errors.length).toBeGreaterThan(6);

    const identity = await window.principals.add({
      ...base,
      credential: { kind: "secret", secret: clientSecret },
      keepSecret: true,
    });
    const token = await window.principals.silentToken(identity, tenantId);
    const store = new LinkStore(systemClock);
    const gate = new TokenGate(window.principals, systemClock);
    const arm = createAzureArm(entra.fetch, window.clouds.find);
    const { log } = machine;
    await new TenantLister({ source: window.principals, gate, arm, store, clock: systemClock, log }).list(
      () => false,
    );
    expect(store.rows).toHaveLength(1);

    const key = (await readFile(path.join(import.meta.dirname, "certificates", "plain.pem"), "utf8"))
      .split("PRIVATE KEY-----\n")[1]
      ?.slice(0, 60);
    const secrets = [...given, token?.token, key].filter((text) => text !== undefined);
    expect(secrets).toHaveLength(6);
    const places = {
      errors: everything(errors),
      log: log.lines.join("\n"),
      printed: everything(printed.map(({ mock }) => mock.calls)),
      state: everything([store.snapshot, store.identities, store.rows]),
      principals: everything(window.principals.principals),
      files: [...machine.storage.texts.values()].join("\n"),
      process: everything([process.env, process.argv, process.title]),
    };
    for (const [place, text] of Object.entries(places)) {
      for (const secret of secrets) {
        expect(text.includes(secret), `${place} hold ${secret.slice(0, 8)}…`).toBe(false);
      }
    }
    // The one place where it may be, because the user asked for it.
    expect([...machine.secrets.texts.values()].join("")).toContain(clientSecret);
    await window.principals.forgetAll();
    expect(machine.secrets.texts.size).toBe(0);
    vi.restoreAllMocks();
  });
});
