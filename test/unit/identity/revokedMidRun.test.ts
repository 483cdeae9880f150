import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAzureArm } from "../../../src/azure/azureArm.ts";
import { type Engine, startEngine } from "../../../src/links/engine.ts";
import { LinkStore } from "../../../src/links/linkStore.ts";
import type { ChangePlan, StepResult } from "../../../src/model/change.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { Row } from "../../../src/model/row.ts";
import { systemClock } from "../../../src/platform/systemClock.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestJournalDisk } from "../testing/testJournalDisk.ts";
import { TestStorage } from "../testing/testStorage.ts";
import { LocalEntra, Machine, PrincipalWindow } from "./principalScene.ts";

/** What a queue asks at once, and what it takes until a refusal is believed: see `links/`. */
const atOnce = 8;

let entra: LocalEntra;
let tenantIds: string[];
let scene: Scene;

/** A principal in many tenants, in a window with a real engine. Its secret is revoked once it has given some tokens. */
class Scene {
  readonly store = new LinkStore(systemClock);
  readonly machine = new Machine();
  /** How many tokens are given before the secret is revoked. */
  tokensLeft = Infinity;
  engine!: Engine;
  window!: PrincipalWindow;
  identity!: Identity;

  static async open(): Promise<Scene> {
    const { clientId, clientSecret, tenantId } = entra.app(0);
    await entra.control.setCredentials(clientId, { clientSecret, alsoIn: tenantIds });
    await entra.control.clearLinks();
    const scene = new Scene();
    scene.window = await PrincipalWindow.open(entra, scene.machine, async (url, init) => {
      if (scene.tokensLeft <= 0) {
        await entra.control.setCredentials(clientId, { clientSecret: "the next one" });
      }
      scene.tokensLeft -= 1;
      return entra.fetch(url, init);
    });
    const { store, window } = scene;
    scene.identity = await window.principals.add({
      cloud: "public",
      clientId,
      tenantIds: [tenantId, ...tenantIds],
      label: "nightly",
      credential: { kind: "secret", secret: clientSecret },
      keepSecret: false,
    });
    let runs = 0;
    scene.engine = await startEngine({
      source: window.principals,
      arm: createAzureArm(entra.fetch, window.clouds.find),
      store,
      storage: new TestStorage(),
      journalPort: new TestJournalDisk(),
      clock: systemClock,
      log: new TestLog(),
      newId: () => `00000000-0000-4000-8000-${String((runs += 1)).padStart(12, "0")}`,
    });
    await scene.engine.lister.listIdentities();
    await entra.control.forgetRequests();
    return scene;
  }

  get rows(): readonly Row[] {
    return this.store.rowsOf(this.identity.id);
  }

  /** How many rows are in which state of knowledge and attempt, with Entra's code. */
  get counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { knowledge, attempt } of this.rows) {
      const code = attempt.kind === "failed" ? ` ${attempt.error.details.azureCode}` : "";
      const name = `${knowledge.kind}/${attempt.kind}${code}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  plan(count: number): ChangePlan {
    const steps = this.rows.slice(0, count).map(({ identityId, tenant: { tenantId } }) => ({
      identityId,
      accountLabel: "nightly",
      tenantId,
      tenantName: tenantId,
      from: null,
      wanted: "4567890",
    }));
    return { purpose: "link", steps };
  }
}

function kinds(results: readonly StepResult[]): string[] {
  return results.map((result) => (result.kind === "failed" ? result.error.code : result.kind));
}

beforeAll(async () => {
  entra = await LocalEntra.start({ tenants: 120 });
  const own = entra.app(0).tenantId;
  tenantIds = entra.azure.description.servicePrincipals
    .map(({ tenantId }) => tenantId)
    .filter((tenantId) => tenantId !== own)
    .slice(0, 59);
});
afterAll(() => entra.close());
beforeEach(async () => {
  scene = await Scene.open();
});

describe("A secret that is revoked in the middle of a check of many tenants", () => {
  it("leaves what was learnt, and each row that was not reached says why, after a few requests", async () => {
    scene.tokensLeft = 20;
    await scene.engine.sweep.check();
    const read = scene.counts["notLinked/none"] ?? 0;
    expect(read).toBeGreaterThan(20 - atOnce); // some were on their way
    expect(scene.counts).toEqual({
      "notLinked/none": read,
      "nothing/failed AADSTS7000215": 60 - read,
    });
    const tokens = (await entra.asked()).filter((asked) => asked.includes("/token"));
    expect(tokens.length).toBeLessThan(20 + 2 * atOnce);
  });

  it("is tried again when somebody asks, and a new secret heals every row", async () => {
    scene.tokensLeft = 0;
    await scene.engine.sweep.check();
    await entra.control.forgetRequests();
    await scene.engine.sweep.check();
    const again = (await entra.asked()).length;
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThan(2 * atOnce);

    const { clientId } = entra.app(0);
    await scene.window.principals.add({
      cloud: "public",
      clientId,
      tenantIds: [entra.app(0).tenantId],
      credential: { kind: "secret", secret: "the next one" },
      keepSecret: false,
    });
    await scene.engine.sweep.check();
    expect(scene.counts).toEqual({ "notLinked/none": 60 });
  });

  it("that is refused in a single tenant stops no other", async () => {
    const [first, second] = tenantIds;
    for (const tenantId of [first, second]) {
      await entra.control.addFault({
        path: `/${tenantId}/oauth2`,
        status: 401,
        json: {
          error: "invalid_client",
          error_description: "AADSTS7000215: Invalid client secret provided.",
        },
      });
    }
    await scene.engine.sweep.check();
    expect(scene.counts).toEqual({ "notLinked/none": 58, "nothing/failed AADSTS7000215": 2 });
  });
});

describe("A secret that is revoked in the middle of a change of many tenants", () => {
  it("leaves what was done true; the other steps say why, in the rows and in the journal", async () => {
    scene.tokensLeft = 4;
    const plan = scene.plan(30);
    const { results } = await scene.engine.changes.run(plan, {
      signIn: () => Promise.reject(new Error("Nobody is to be asked.")),
    });
    const done = results.filter(({ kind }) => kind === "changed").length;
    expect(done).toBeGreaterThanOrEqual(4);
    expect(kinds(results)).toEqual([
      ...Array.from({ length: done }, () => "changed"),
      ...Array.from({ length: 30 - done }, () => "credentialRefused"),
    ]);
    const stored = await entra.control.links();
    expect(stored.map(({ tenantId, partnerId }) => `${tenantId} ${partnerId}`).toSorted()).toEqual(
      plan.steps
        .slice(0, done)
        .map(({ tenantId }) => `${tenantId} 4567890`)
        .toSorted(),
    );

    const [run] = scene.engine.journal.runs;
    expect(run?.closed).toMatchObject({ how: "finished" });
    expect(run?.steps.map(({ state, error }) => error?.code ?? state)).toEqual(kinds(results));
    expect(run?.steps.at(-1)?.error?.azureMessage).toContain("Invalid client secret");
    expect(scene.counts).toEqual({
      "linked/none": done,
      "nothing/failed AADSTS7000215": 30 - done,
      "nothing/none": 30,
    });
    const tokens = (await entra.asked()).filter((asked) => asked.includes("/token"));
    expect(tokens.length).toBeLessThanOrEqual(done + 3);

    // With the new secret, the same again does only what is missing.
    await scene.window.principals.add({
      cloud: "public",
      clientId: entra.app(0).clientId,
      tenantIds: [entra.app(0).tenantId],
      credential: { kind: "secret", secret: "the next one" },
      keepSecret: false,
    });
    const again = await scene.engine.changes.run(plan, {
      signIn: () => Promise.reject(new Error("Nobody is to be asked.")),
    });
    expect(kinds(again.results)).toEqual([
      ...Array.from({ length: done }, () => "nothingToDo"),
      ...Array.from({ length: 30 - done }, () => "changed"),
    ]);
  });
});
