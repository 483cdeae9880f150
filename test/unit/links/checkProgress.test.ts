import { describe, expect, it, vi } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import type { RowId } from "../../../src/model/row.ts";
import { CheckScene } from "../testing/checkScene.ts";
import { accessToken, alice, tenant } from "../testing/fixtures.ts";

interface Told {
  readonly checked: number;
  readonly total: number;
  readonly pausedBy?: number;
}

function watch({ queue }: CheckScene): Told[] {
  const told: Told[] = [];
  queue.onDidProgress((progress) => told.push(progress));
  return told;
}

function ids({ store }: CheckScene): readonly RowId[] {
  return store.rows.map(({ id }) => id);
}

describe("How far checks are", () => {
  it("begins anew with each run", async () => {
    const scene = new CheckScene(2);
    const told = watch(scene);
    await scene.check();
    await scene.check();
    expect(told).toEqual([
      { checked: 1, total: 2 },
      { checked: 2, total: 2 },
      { checked: 1, total: 2 },
      { checked: 2, total: 2 },
    ]);
    expect(scene.queue.progress).toEqual({ checked: 2, total: 2 });
  });

  it("begins anew after a stop, and the stop leaves nothing to be done", async () => {
    const scene = new CheckScene(6);
    const told = watch(scene);
    let reads = 0;
    scene.onRead = () => {
      reads += 1;
      if (reads === 3) {
        scene.queue.stop();
      }
    };
    await scene.check();
    const last = told.at(-1);
    expect(last?.total).toBe(last?.checked);
    await new Promise((resolve) => setTimeout(resolve, 20));
    told.length = 0;
    await scene.check();
    expect(told.at(-1)).toEqual({ checked: 6, total: 6 });
    expect(told).toHaveLength(6);
  });

  it("goes on after a pause with what was done before, and says until then why", async () => {
    const scene = new CheckScene(5);
    const told = watch(scene);
    scene.onToken = () => scene.clock.advance(1400);
    await scene.queue.checkUnasked(ids(scene));
    expect(told.at(-1)).toEqual({ checked: 2, total: 5, pausedBy: 1400 });
    told.length = 0;
    await scene.queue.goOn();
    expect(told.map(({ pausedBy }) => pausedBy)).toEqual(told.map(() => undefined));
    expect(told.at(-1)).toEqual({ checked: 5, total: 5 });
  });

  it("may be slow only until the end of the run that the user wanted to go on", async () => {
    const scene = new CheckScene(4);
    const told = watch(scene);
    scene.onToken = () => scene.clock.advance(1400);
    await scene.queue.checkUnasked(ids(scene));
    await scene.queue.goOn();
    expect(scene.tokensAsked).toHaveLength(4);
    scene.clock.advance(3_600_000);
    scene.token = (t) => accessToken(t ?? "home", { expiresAt: scene.clock.now() + 3_600_000 });
    await scene.queue.checkUnasked(ids(scene));
    expect(scene.tokensAsked).toHaveLength(5);
    expect(told.at(-1)).toMatchObject({ pausedBy: 1400 });
  });

  it("is over when a pause is stopped", async () => {
    const scene = new CheckScene(4);
    const told = watch(scene);
    scene.onToken = () => scene.clock.advance(1400);
    await scene.queue.checkUnasked(ids(scene));
    scene.queue.stop();
    expect(told.at(-1)).not.toHaveProperty("pausedBy");
    expect(told.at(-1)).toEqual({ checked: 0, total: 0 });
    scene.onToken = () => undefined;
    told.length = 0;
    await scene.check();
    expect(told.at(-1)).toEqual({ checked: 4, total: 4 });
  });
});

describe("A row that is gone", () => {
  it("is passed over, whoever asks for it, and those after it are checked", async () => {
    const scene = new CheckScene(3);
    const [first, second, third] = ids(scene);
    const wanted = [first, second, third].filter((id) => id !== undefined);
    scene.store.setTenants(alice.id, [tenant(1), tenant(3)]);
    await scene.queue.check(wanted);
    await scene.queue.checkUnasked(wanted);
    expect(scene.kinds).toEqual(["notLinked/none", "notLinked/none"]);
    expect(scene.tokensAsked).not.toContain(tenant(2).tenantId);
  });

  it("whose account is gone as well stops nothing", async () => {
    const scene = new CheckScene(2);
    const wanted = ids(scene);
    scene.store.setIdentities("vscode", []);
    await scene.queue.check(wanted);
    await scene.queue.checkUnasked(wanted);
    expect(scene.tokensAsked).toEqual([]);
  });
});

describe("A token", () => {
  it.each(["serverError", "throttled", "forbidden", "timedOut", "unreachable"] as const)(
    "is kept although the read failed: %s",
    async (code) => {
      const scene = new CheckScene(1);
      scene.answer = () => {
        throw new PalError(code, code === "forbidden" ? { status: 403 } : {});
      };
      const checking = scene.check();
      await new Promise((resolve) => setTimeout(resolve, 10));
      scene.clock.advance(60_000);
      await checking;
      scene.answer = () => undefined;
      await scene.check();
      expect(scene.tokensAsked).toHaveLength(1);
      expect(scene.kinds).toEqual(["notLinked/none"]);
    },
  );

  it("that never comes is not waited for after a stop", async () => {
    const scene = new CheckScene(2);
    scene.token = () => {
      setImmediate(() => scene.queue.stop());
      return new Promise(() => undefined) as never;
    };
    await scene.check();
    await vi.waitFor(() => expect(scene.kinds).toEqual(["nothing/none", "nothing/none"]));
  });
});
