import { describe, expect, it, vi } from "vitest";
import { PalError } from "../../../src/model/palError.ts";
import { CheckScene } from "../testing/checkScene.ts";
import { tenant } from "../testing/fixtures.ts";

describe("Checking tenants that have to wait", () => {
  it("waits as long as Azure asks, says until when, and lets others pass meanwhile", async () => {
    const scene = new CheckScene(12);
    scene.answer = (t) => {
      if (t === tenant(1).tenantId && scene.clock.now() === 1_000_000) {
        throw new PalError("throttled", { retryAfterSeconds: 3 });
      }
      return undefined;
    };
    const checking = scene.check();
    await vi.waitFor(() => expect(scene.kinds.slice(1)).toEqual(Array(11).fill("notLinked/none")));
    expect(scene.store.rows[0]?.attempt).toEqual({ kind: "waiting", work: "check", until: 1_003_000 });
    scene.clock.advance(3000);
    await checking;
    expect(scene.kinds[0]).toBe("notLinked/none");
  });

  it.each([
    ["absurd", { retryAfterSeconds: 86_400 }, 60_000],
    ["missing", {}, 5000],
  ])(
    "does not wait for ever when Retry-After is %s, and then says that Azure is busy",
    async (_what, details, wait) => {
      const scene = new CheckScene(1);
      scene.answer = () => {
        throw new PalError("throttled", details);
      };
      const checking = scene.check();
      await vi.waitFor(() => expect(scene.kinds).toEqual(["nothing/waiting"]));
      scene.clock.advance(wait);
      await checking;
      expect(scene.kinds).toEqual(["nothing/throttled"]);
    },
  );

  it("stops waiting for Azure when it is stopped", async () => {
    const scene = new CheckScene(1);
    scene.answer = () => {
      throw new PalError("throttled", { retryAfterSeconds: 60 });
    };
    const checking = scene.check();
    await vi.waitFor(() => expect(scene.kinds).toEqual(["nothing/waiting"]));
    scene.queue.stop();
    await checking;
    expect(scene.kinds).toEqual(["nothing/none"]);
  });

  it("pauses what nobody asked for when tokens get slow, and goes on when told to", async () => {
    const scene = new CheckScene(6);
    scene.onToken = () => scene.clock.advance(scene.tokensAsked.length > 1 ? 1400 : 100);
    const told: (number | undefined)[] = [];
    scene.queue.onDidProgress(({ pausedBy }) => told.push(pausedBy));
    const ids = scene.store.rows.map(({ id }) => id);
    await scene.queue.checkUnasked(ids);
    expect(scene.tokensAsked).toHaveLength(2); // one that was fast, and one that was slow
    expect(told.at(-1)).toBe(1400);

    await scene.queue.check(ids.slice(-1)); // what the user asks for is done all the same
    expect(scene.tokensAsked).toHaveLength(3);
    expect(told.at(-1)).toBe(1400);

    scene.onToken = () => scene.clock.advance(2000);
    await scene.queue.goOn();
    expect(scene.tokensAsked).toHaveLength(6);
    expect(told.at(-1)).toBeUndefined();
  });

  it("does not pause for the first token of a window, which waits for VS Code's provider to start", async () => {
    const scene = new CheckScene(3);
    scene.onToken = () => scene.clock.advance(scene.tokensAsked.length > 1 ? 100 : 4000);
    await scene.queue.checkUnasked(scene.store.rows.map(({ id }) => id));
    expect(scene.tokensAsked).toHaveLength(3);
  });

  it("goes on after a pause, even if rows were asked for again meanwhile", async () => {
    const scene = new CheckScene(4);
    const ids = scene.store.rows.map(({ id }) => id);
    scene.onToken = () => scene.clock.advance(1400);
    await scene.queue.checkUnasked(ids);
    await scene.queue.checkUnasked(ids);
    await scene.queue.goOn();
    expect(scene.tokensAsked).toHaveLength(4);
  });

  it("is not called paused any more when all rows were asked for after all", async () => {
    const scene = new CheckScene(6);
    const told: unknown[] = [];
    scene.queue.onDidProgress((progress) => told.push(progress));
    scene.onToken = () => scene.clock.advance(1400);
    await scene.queue.checkUnasked(scene.store.rows.map(({ id }) => id));
    await scene.check();
    expect(told.at(-1)).not.toHaveProperty("pausedBy");
  });

  it("never reads more at once than it may, also when many have waited for the same moment", async () => {
    const scene = new CheckScene(30);
    scene.answer = () => {
      if (scene.clock.now() === 1_000_000) {
        throw new PalError("throttled", { retryAfterSeconds: 3 });
      }
      return undefined;
    };
    const checking = scene.check();
    await vi.waitFor(() =>
      expect(scene.kinds.filter((kind) => kind === "nothing/waiting").length).toBeGreaterThanOrEqual(16),
    );
    expect(scene.kinds.filter((kind) => kind === "nothing/none").length).toBeGreaterThan(0);
    scene.mostReading = 0;
    scene.clock.advance(3000);
    await checking;
    expect(scene.mostReading).toBeLessThanOrEqual(8);
    expect(new Set(scene.kinds)).toEqual(new Set(["notLinked/none"]));
  });

  it("sends nothing more for an account that was signed out while Azure made it wait", async () => {
    const scene = new CheckScene(1);
    let reads = 0;
    scene.answer = () => {
      reads += 1;
      throw new PalError("throttled", { retryAfterSeconds: 3 });
    };
    const checking = scene.check();
    await vi.waitFor(() => expect(scene.kinds).toEqual(["nothing/waiting"]));
    scene.store.setIdentities("vscode", []);
    scene.clock.advance(3000);
    await checking;
    expect(reads).toBe(1);
  });
});
